using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Rest.Answers;
using GpServer.Wire;

namespace GpServer.Rest.Layers;

/// <summary>Features of a layer as GeoJSON.</summary>
sealed class GeoJsonAnswer(FeatureSet set, bool returnZ) : EsriAnswer
{
    static readonly FeatureWriter Writer = new();

    public override string ContentType => "application/geo+json";

    public override ValueTask WriteAsync(AnswerOutput output)
    {
        var writing = new ValueWriting { Features = Writer, GeoJson = true, ReturnZ = returnZ };
        return Writer.WriteAsync(output.Json, set, "", writing, output.FlushAsync, output.Stop);
    }
}
