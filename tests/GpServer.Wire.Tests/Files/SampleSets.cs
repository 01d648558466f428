using System.Collections.Immutable;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Wire.Tests.Files;

/// <summary>Sets with everything that a format has to hold.</summary>
static class SampleSets
{
    public const long BigNumber = 9_007_199_254_740_993;

    /// <summary>2024-02-29T12:34:56.789Z.</summary>
    public const long Date = 1_709_210_096_789;

    public static ImmutableArray<Field> AllFields { get; } =
    [
        new Field("OBJECTID", FieldType.OID),
        new Field("Small", FieldType.SmallInteger),
        new Field("Whole", FieldType.Integer) { Alias = "A whole number" },
        new Field("Big", FieldType.BigInteger),
        new Field("Single", FieldType.Single),
        new Field("Double", FieldType.Double),
        new Field("Text", FieldType.String) { Length = 50 },
        new Field("When", FieldType.Date),
        new Field("Day", FieldType.DateOnly),
        new Field("Id", FieldType.GUID),
    ];

    public static object?[] FullRow { get; } =
    [
        1L, -32768L, 2_147_483_647L, -BigNumber, 0.5, 1e-300, "Ünïcödé 日本 <&\">\t😀\nnext", Date, "2024-02-29", "{7F2A}",
    ];

    public static object?[] NullRow { get; } = [2L, null, null, null, null, null, null, null, null, null];

    public static object?[] OtherRow { get; } = [3L, 0L, -1L, 0L, -0.25, 123456.789, "", 0L, "", ""];

    public static Geometry Shape(string wkt) => new NetTopologySuite.IO.WKTReader(GeometryServices.Services).Read(wkt);

    /// <summary>A vertex list with z and m, which WKT of the library does not always keep apart.</summary>
    public static LineString LineWithZAndM(params double[] ordinates) =>
        GeometryServices.Factory.CreateLineString(new PackedDoubleCoordinateSequence(ordinates, 4, 1));

    /// <summary>One feature with all values, one with null for all, one with zeros and empty texts; geometries of the list, then
    /// none.</summary>
    public static FeatureSet Of(GeometryType type, params string[] wkts) => Of(type, false, wkts);

    public static FeatureSet Of(GeometryType type, bool hasZ, params string[] wkts)
    {
        object?[][] rows = [FullRow, NullRow, OtherRow];
        return new FeatureSet(
            new FeatureSchema
            {
                Fields = AllFields,
                GeometryType = type,
                HasZ = hasZ,
                SpatialReference = type == GeometryType.None ? null : SpatialReferences.Default.Wgs84,
            },
            [.. rows.Select((row, i) => new Feature(i < wkts.Length ? Shape(wkts[i]) : null, row))]);
    }

    public static FeatureSet Empty(GeometryType type) =>
        new(new FeatureSchema { Fields = AllFields, GeometryType = type, SpatialReference = SpatialReferences.Default.Wgs84 }, []);

    public static FeatureSet Geometries(GeometryType type, params Geometry?[] geometries) => new(
        new FeatureSchema { GeometryType = type, SpatialReference = SpatialReferences.Default.Wgs84 },
        [.. geometries.Select(geometry => new Feature(geometry, []))]);

    /// <summary>A set of each type of geometries, with several parts and holes.</summary>
    public static TheoryData<GeometryType, string, string> Shapes { get; } = new()
    {
        { GeometryType.Point, "POINT (8.5 47.25)", "POINT (-179.999999 -0.000001)" },
        { GeometryType.Multipoint, "MULTIPOINT ((1 2), (3 4), (3 4))", "MULTIPOINT ((5 6))" },
        { GeometryType.Polyline, "LINESTRING (0 0, 10 20, 10 20.5)", "MULTILINESTRING ((0 0, 1 1), (5 5, 6 6, 7 5))" },
        {
            GeometryType.Polygon,
            "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))",
            "MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)), ((5 5, 5 9, 9 9, 9 5, 5 5), (6 6, 7 6, 7 7, 6 6)))"
        },
    };
}
