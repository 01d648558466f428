using GpServer.Catalog;
using GpServer.Core.Execution;
using GpServer.Core.Features;
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
            await WriteValueAsync(output, _alone);
            return;
        }

        var json = output.Json;
        json.StartObject();
        json.StartArray("results"u8);
        foreach (var result in results.Results)
        {
            json.StartObject();
            json.Member("paramName"u8, result.Parameter.Name);
            json.Member("dataType"u8, result.Value is { } value ? result.Parameter.DataTypeOf(value) : result.Parameter.DataType);
            json.Name("value"u8);
            await WriteValueAsync(output, result);
            json.EndObject();
        }

        json.EndArray();
        MessageJson.Write(json, results.Messages.Select(message => (message.Type, message.Description)), messages);
        json.EndObject();
    }

    protected override void Free() => results.Dispose();

    static bool IsFeatures(TaskResult result) => result.Parameter is FeaturesParameter;

    async ValueTask WriteValueAsync(AnswerOutput output, TaskResult result)
    {
        switch (result.Value)
        {
            case null:
                result.Parameter.WriteNoValue(output.Json, writing);
                break;
            case FeatureSet set:
                await writing.Features.WriteAsync(output.Json, set, result.Parameter.Name, writing, output.FlushAsync, output.Stop);
                break;
            default:
                result.Parameter.Write(output.Json, result.Value, writing);
                break;
        }
    }
}
