using GpServer.Catalog;
using GpServer.Core.Execution;
using GpServer.Core.Parameters;

namespace GpServer.Rest.Answers;

/// <summary>The results and messages of a run, written as the client takes them.</summary>
sealed class ResultsAnswer(TaskResults results, MessageLevel messages, ValueWriting writing) : EsriAnswer
{
    /// <summary>With <c>f=geojson</c> and one feature output: the answer is its feature collection alone, which every reader of GeoJSON takes.</summary>
    readonly TaskResult? _alone = writing.GeoJson && results.Results.Where(IsFeatures).ToList() is [var only] ? only : null;

    public override string ContentType => _alone is null ? base.ContentType : "application/geo+json";

    public override async ValueTask WriteAsync(AnswerOutput output)
    {
        if (_alone is not null)
        {
            await Value(_alone).WriteValueAsync(output, writing);
            return;
        }

        var json = output.Json;
        json.StartObject();
        json.StartArray("results"u8);
        foreach (var result in results.Results)
        {
            await Value(result).WriteAsync(output, writing);
        }

        json.EndArray();
        MessageJson.Write(json, results.Messages.Select(message => (message.Type, message.Description)), messages);
        json.EndObject();
    }

    protected override void Free() => results.Dispose();

    static bool IsFeatures(TaskResult result) => result.Parameter is FeaturesParameter;

    static ParameterValue Value(TaskResult result) => new(result.Parameter, result.Value);
}
