using GpServer.Rest.Answers;

namespace GpServer.Rest.Maps;

/// <summary>What identify or find has found.</summary>
sealed class FoundAnswer(IReadOnlyList<FoundFeature> found, bool exceeded, FoundWriting writing) : EsriAnswer
{
    const int FeaturesBetweenFlushes = 50;

    public override async ValueTask WriteAsync(AnswerOutput output)
    {
        var json = output.Json;
        json.StartObject();
        json.StartArray("results"u8);
        for (var i = 0; i < found.Count; i++)
        {
            found[i].Write(json, writing);
            if (i % FeaturesBetweenFlushes == FeaturesBetweenFlushes - 1)
            {
                await output.FlushAsync(output.Stop);
            }
        }

        json.EndArray();
        if (exceeded)
        {
            json.Member("exceededTransferLimit"u8, true);
        }

        json.EndObject();
    }
}
