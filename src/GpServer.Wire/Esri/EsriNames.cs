using GpServer.Core.Features;

namespace GpServer.Wire.Esri;

/// <summary>The names of shapes and field types on the wire.</summary>
static class EsriNames
{
    const string GeometryPrefix = "esriGeometry";
    const string FieldPrefix = "esriFieldType";

    static readonly Dictionary<string, GeometryType> GeometryTypes = Enum.GetValues<GeometryType>()
        .Where(type => type != Core.Features.GeometryType.None)
        .ToDictionary(type => $"{GeometryPrefix}{type}", StringComparer.OrdinalIgnoreCase);

    static readonly Dictionary<string, FieldType> FieldTypes = Enum.GetValues<FieldType>()
        .Select(type => ($"{FieldPrefix}{type}", type))
        .Append(($"{FieldPrefix}Long", Core.Features.FieldType.Integer)) // in one sample of the documentation
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The shape of this name, or null.</summary>
    public static GeometryType? GeometryType(string name) => GeometryTypes.TryGetValue(name, out var type) ? type : null;

    /// <summary>The field type of this name, or null.</summary>
    public static FieldType? FieldType(string name) => FieldTypes.TryGetValue(name, out var type) ? type : null;

    public static ReadOnlySpan<byte> NameOf(GeometryType type) => type switch
    {
        Core.Features.GeometryType.Point => "esriGeometryPoint"u8,
        Core.Features.GeometryType.Multipoint => "esriGeometryMultipoint"u8,
        Core.Features.GeometryType.Polyline => "esriGeometryPolyline"u8,
        Core.Features.GeometryType.Polygon => "esriGeometryPolygon"u8,
        Core.Features.GeometryType.Envelope => "esriGeometryEnvelope"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This shape is not written."),
    };
}
