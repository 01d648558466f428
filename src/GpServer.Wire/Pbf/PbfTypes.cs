using GpServer.Core.Features;

namespace GpServer.Wire.Pbf;

/// <summary>The numbers that stand for types of geometries and fields in the message <c>FeatureCollectionPBuffer</c>.</summary>
static class PbfTypes
{
    const int NoGeometry = 127;

    static readonly FieldType[] Fields =
    [
        FieldType.SmallInteger, FieldType.Integer, FieldType.Single, FieldType.Double, FieldType.String, FieldType.Date, FieldType.OID,
        FieldType.Geometry, FieldType.Blob, FieldType.Raster, FieldType.GUID, FieldType.GlobalID, FieldType.XML, FieldType.BigInteger,
        FieldType.DateOnly, FieldType.TimeOnly, FieldType.TimestampOffset,
    ];

    static readonly GeometryType[] Geometries =
    [
        GeometryType.Point, GeometryType.Multipoint, GeometryType.Polyline, GeometryType.Polygon, GeometryType.MultiPatch,
            GeometryType.Envelope,
    ];

    public static int NumberOf(FieldType type) => Array.IndexOf(Fields, type);

    public static FieldType? FieldOf(ulong number) => number < (ulong)Fields.Length ? Fields[number] : null;

    public static int NumberOf(GeometryType type) => type == GeometryType.None ? NoGeometry : Array.IndexOf(Geometries, type);

    public static GeometryType? GeometryOf(ulong number) => number switch
    {
        NoGeometry => GeometryType.None,
        _ => number < (ulong)Geometries.Length ? Geometries[number] : null,
    };
}
