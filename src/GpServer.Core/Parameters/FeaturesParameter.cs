using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPFeatureRecordSetLayer: features with shapes. In: a feature set, a layer, GeoJSON, or a reference to features elsewhere. Out: a feature
/// set, never null.
/// </summary>
public sealed class FeaturesParameter(string name) : GpParameter<FeatureSet>(name)
{
    public override string DataType => "GPFeatureRecordSetLayer";

    /// <summary>What a client may leave out of a value is taken from here, and shown as the default value.</summary>
    public FeatureSchema Schema { get; init; } = new() { GeometryType = GeometryType.Polygon };

    /// <summary>The shapes that the tool takes; empty when it takes all.</summary>
    public IReadOnlyList<GeometryType> GeometryTypes { get; init; } = [];

    public override object Read(ParameterText text, ValueReading reading) =>
        reading.Features.Read(text.Utf8, new FeatureReadOptions
        {
            Parameter = Name,
            Reading = reading,
            Schema = Schema,
            GeometryTypes = GeometryTypes,
        });

    public override void Write(JsonOutput json, object value, ValueWriting writing) =>
        writing.Features.Write(json, (FeatureSet)value, Name, writing);

    public override void WriteNoValue(JsonOutput json, ValueWriting writing) =>
        writing.Features.Write(json, new FeatureSet(Schema, []) { KnownCount = 0 }, Name, writing);

    protected internal override bool HasFilter => GeometryTypes.Count > 0;

    protected internal override void WriteFilter(JsonOutput json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.StartObject();
        json.Member("type"u8, "featureClass");
        json.StartArray("list"u8);
        foreach (var type in GeometryTypes)
        {
            json.Value($"esriGeometry{type}");
        }

        json.EndArray();
        json.EndObject();
    }
}
