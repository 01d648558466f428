using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Queries;

/// <summary>A small layer with a field of each kind, and rows with nulls.</summary>
static class Cities
{
    public static readonly DateTimeOffset Now = new(2024, 6, 15, 12, 30, 0, TimeSpan.Zero);

    public static FeatureSchema Schema { get; } = new()
    {
        GeometryType = GeometryType.Point,
        SpatialReference = SpatialReferences.Default.Wgs84,
        Fields =
        [
            new Field("OBJECTID", FieldType.OID), new Field("NAME", FieldType.String), new Field("POP", FieldType.Integer),
            new Field("AREA", FieldType.Double), new Field("FOUNDED", FieldType.Date), new Field("DAY", FieldType.DateOnly),
            new Field("OPENS", FieldType.TimeOnly), new Field("two words", FieldType.String), new Field("ZIP", FieldType.String),
        ],
    };

    public static MemoryLayer Layer { get; } = new(Schema,
    [
        City(1, "Ulm", 126_000, 118.69, "1181-01-01", "2020-08-02", "10:00:00", "a b", "89073", 9.99, 48.4),
        City(2, "Köln", 1_085_000, 405.15, "0050-06-01", "2020-08-03", "08:30:00", "O'Neil", "50667", 6.96, 50.94),
        City(3, "Bonn", 331_000, 141.06, "1970-01-01", null, null, null, "53111", 7.1, 50.73),
        City(4, null, null, null, null, null, null, "100%", "x", null, null),
        City(5, "A_b%c", -5, 0.5, "2024-06-15", "2024-06-15", "23:59:59", "", "-7", 0, 0),
    ]);

    /// <summary>The object ids of the rows that match, joined.</summary>
    public static string Where(string where) => string.Join(',', Runner.ObjectIds(new LayerQuery { Where = Parse(where) }, CancellationToken.None));

    public static WhereClause Parse(string where) => WhereClause.Parse(where, Schema, Now);

    public static LayerQueryRunner Runner { get; } = new(Layer, SpatialReferences.Default);

    static Feature City(
        long id, string? name, long? pop, double? area, string? founded, string? day, string? opens, string? words, string zip, double? x, double? y) =>
        new(x is null ? null : GeometryServices.Factory.CreatePoint(new Coordinate(x.Value, y!.Value)),
        [
            id, name, pop, area, founded is null ? null : DateTimeOffset.Parse($"{founded}T00:00:00Z").ToUnixTimeMilliseconds(), day, opens, words, zip,
        ]);
}
