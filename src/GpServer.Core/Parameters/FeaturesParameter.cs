using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPFeatureRecordSetLayer: features with shapes. In: a feature set, a layer, GeoJSON, or a reference to features elsewhere. Out: a feature
/// set, never null.
/// </summary>
public sealed class FeaturesParameter : FeatureSetParameter
{
    public FeaturesParameter(string name)
        : base(name)
    {
        Schema = new() { GeometryType = GeometryType.Polygon };
    }

    /// <summary>The shapes that the tool takes; empty when it takes all.</summary>
    public IReadOnlyList<GeometryType> GeometryTypes { get; init; } = [];

    public override string DataType => "GPFeatureRecordSetLayer";

    protected internal override bool HasFilter => GeometryTypes.Count > 0;

    protected internal override void WriteFilter(JsonOutput json) =>
        ListFilter.Write(json, "featureClass", GeometryTypes.Select(type => $"esriGeometry{type}"));

    private protected override FeatureReadOptions Options(ValueReading reading) =>
        new() { Parameter = Name, Reading = reading, Schema = Schema, GeometryTypes = GeometryTypes };
}
