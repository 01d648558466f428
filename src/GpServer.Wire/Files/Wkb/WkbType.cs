using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Wkb;

/// <summary>The type of a geometry as well-known binary: after ISO 13249-3 in thousands, or with the flags that others write in the
/// highest bits.</summary>
/// <param name="Kind">1 point, 2 line, 3 polygon, 4 to 6 several of them; others are not read.</param>
/// <param name="Layout">What its vertices have.</param>
/// <param name="HasSystem">Whether the number of a spatial reference follows.</param>
readonly record struct WkbType(int Kind, VertexLayout Layout, bool HasSystem)
{
    public const int Point = 1;
    public const int Line = 2;
    public const int Polygon = 3;
    public const int MultiPoint = 4;
    public const int MultiLine = 5;
    public const int MultiPolygon = 6;

    const uint FlagZ = 0x80000000;
    const uint FlagM = 0x40000000;
    const uint FlagSystem = 0x20000000;
    const uint Thousand = 1000;

    public bool IsMulti => Kind is MultiPoint or MultiLine or MultiPolygon;

    public GeometryType Shape => Kind switch
    {
        Point => GeometryType.Point,
        MultiPoint => GeometryType.Multipoint,
        Line or MultiLine => GeometryType.Polyline,
        Polygon or MultiPolygon => GeometryType.Polygon,
        _ => GeometryType.None,
    };

    public static WkbType Of(uint code)
    {
        var plain = code & ~(FlagZ | FlagM | FlagSystem);
        var dimensions = plain / Thousand;
        if (dimensions > 3)
        {
            return default;
        }

        var layout = new VertexLayout(
            (code & FlagZ) != 0 || dimensions is 1 or 3,
            (code & FlagM) != 0 || dimensions is 2 or 3);
        return new((int)(plain % Thousand), layout, (code & FlagSystem) != 0);
    }

    /// <summary>The number of a kind with what its vertices have, after ISO.</summary>
    public static uint Code(int kind, VertexLayout layout) =>
        (uint)kind + (layout.HasZ ? Thousand : 0) + (layout.HasM ? 2 * Thousand : 0);
}
