using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Jobs;

/// <summary>One input or result; with <c>f=geojson</c> the feature collection alone, which every reader of GeoJSON takes.</summary>
sealed class ValueAnswer(ParameterValue value, ValueWriting writing) : EsriAnswer
{
    readonly bool _alone = writing.GeoJson && value is { Parameter: FeaturesParameter, Value: FeatureSet };

    public override string ContentType => _alone ? "application/geo+json" : base.ContentType;

    public override ValueTask WriteAsync(AnswerOutput output) =>
        _alone ? value.WriteValueAsync(output, writing) : value.WriteAsync(output, writing);
}
