using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>Features as <c>{"attributes":{…},"geometry":{…}}</c>.</summary>
sealed class EsriFormat : FeatureFormat
{
    EsriFormat()
    {
    }

    public static EsriFormat Instance { get; } = new();

    public override ReadOnlySpan<byte> AttributesName => "attributes"u8;

    public override ReadOnlySpan<byte> IdName => default;

    public override void Survey(ref JsonScanner json, FeatureSurvey survey) => EsriGeometrySurvey.Read(ref json, survey);

    public override IGeometryReader Geometries(SetHeader header, FeatureSchema schema, ReadingPlace place) =>
        new EsriGeometryReader(header, schema, place);
}
