using GpServer.Core.Features;

namespace GpServer.Wire.Esri;

/// <summary>The names of <see cref="EsriGeometryMember"/>.</summary>
static class EsriGeometryMembers
{
    public static EsriGeometryMember Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => name[0] switch
        {
            (byte)'x' => EsriGeometryMember.X,
            (byte)'y' => EsriGeometryMember.Y,
            (byte)'z' => EsriGeometryMember.Z,
            (byte)'m' => EsriGeometryMember.M,
            _ => EsriGeometryMember.Other,
        },
        4 => FindFour(name),
        5 when name.SequenceEqual("rings"u8) => EsriGeometryMember.Rings,
        5 when name.SequenceEqual("paths"u8) => EsriGeometryMember.Paths,
        6 when name.SequenceEqual("points"u8) => EsriGeometryMember.Points,
        10 when name.SequenceEqual("curveRings"u8) => EsriGeometryMember.CurveRings,
        10 when name.SequenceEqual("curvePaths"u8) => EsriGeometryMember.CurvePaths,
        16 when name.SequenceEqual("spatialReference"u8) => EsriGeometryMember.SpatialReference,
        _ => EsriGeometryMember.Other,
    };

    /// <summary>The shape of a geometry that has this member.</summary>
    public static GeometryType ShapeOf(EsriGeometryMember member) => member switch
    {
        EsriGeometryMember.X => GeometryType.Point,
        EsriGeometryMember.XMin => GeometryType.Envelope,
        EsriGeometryMember.Points => GeometryType.Multipoint,
        EsriGeometryMember.Paths or EsriGeometryMember.CurvePaths => GeometryType.Polyline,
        EsriGeometryMember.Rings or EsriGeometryMember.CurveRings => GeometryType.Polygon,
        _ => GeometryType.None,
    };

    static EsriGeometryMember FindFour(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("hasZ"u8) => EsriGeometryMember.HasZ,
        _ when name.SequenceEqual("hasM"u8) => EsriGeometryMember.HasM,
        _ when name.SequenceEqual("xmin"u8) => EsriGeometryMember.XMin,
        _ when name.SequenceEqual("ymin"u8) => EsriGeometryMember.YMin,
        _ when name.SequenceEqual("xmax"u8) => EsriGeometryMember.XMax,
        _ when name.SequenceEqual("ymax"u8) => EsriGeometryMember.YMax,
        _ => EsriGeometryMember.Other,
    };
}
