using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.GeoJson;

/// <summary>Features as <c>{"type":"Feature","id":1,"properties":{…},"geometry":{…}}</c>.</summary>
sealed class GeoJsonFormat : FeatureFormat
{
    GeoJsonFormat()
    {
    }

    public static GeoJsonFormat Instance { get; } = new();

    public override ReadOnlySpan<byte> AttributesName => "properties"u8;

    public override ReadOnlySpan<byte> IdName => "id"u8;

    public override void Survey(ref JsonScanner json, FeatureSurvey survey) => GeoJsonGeometrySurvey.Read(ref json, survey);

    public override IGeometryReader Geometries(SetHeader header, FeatureSchema schema, ReadingPlace place) =>
        new GeoJsonGeometryReader(schema, place);
}
