using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Queries;

/// <summary>What the index and prepared geometries decide is compared with what each pair of geometries says by itself.</summary>
public sealed class RelationTests
{
    static readonly GeometryFactory Factory = GeometryServices.Factory;

    public static TheoryData<SpatialRelation, GeometryType> Cases()
    {
        var cases = new TheoryData<SpatialRelation, GeometryType>();
        foreach (var relation in Enum.GetValues<SpatialRelation>())
        {
            cases.Add(relation, GeometryType.Point);
            cases.Add(relation, GeometryType.Polyline);
            cases.Add(relation, GeometryType.Polygon);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Features_match_as_their_geometries_say_one_by_one(SpatialRelation relation, GeometryType type)
    {
        var random = new Random((int)relation * 10 + (int)type);
        var layer = RandomLayer(random, type, 250);
        var runner = new LayerQueryRunner(layer, SpatialReferences.Default);
        foreach (var query in Queries(random))
        {
            const string matrix = "T********";
            var filter = new SpatialFilter(query, null) { Relation = relation, Matrix = matrix };
            var found = runner.Find(new LayerQuery { Spatial = filter }, CancellationToken.None).Select(entry => entry.ObjectId);
            var expected = layer.Read(new LayerSelection(), CancellationToken.None)
                .Where(feature => feature.Geometry is { } shape && Holds(query, shape, relation, matrix))
                .Select(feature => (long)feature.Attributes[0]!);
            found.ShouldBe(expected, $"{relation} of {query}");
        }
    }

    [Fact]
    public void A_matrix_that_geometries_apart_have_finds_them()
    {
        var layer = RandomLayer(new Random(7), GeometryType.Polygon, 100);
        var query = Factory.ToGeometry(new Envelope(20, 50, 20, 50));
        var apart = new LayerQueryRunner(layer, SpatialReferences.Default).Count(
            new LayerQuery { Spatial = new SpatialFilter(query, null) { Relation = SpatialRelation.Relation, Matrix = "FF*FF****" } }, CancellationToken.None);
        apart.ShouldBe(layer.Read(new LayerSelection(), CancellationToken.None).Count(feature => feature.Geometry?.Disjoint(query) == true));
        apart.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Matrices_are_read_alone_and_as_a_call()
    {
        RelationMatrix.Read("t*f**F***", "relationParam").ShouldBe("T*F**F***");
        RelationMatrix.Read("RELATE(G1, G2, \"FFFTTT***\")", "relationParam").ShouldBe("FFFTTT***");
        Should.Throw<GpException>(() => RelationMatrix.Read("TTTT", "relationParam")).Message.ShouldStartWith("relationParam: 'TTTT' is not valid");
    }

    [Fact]
    public void A_window_of_another_system_finds_what_lies_in_it_there()
    {
        var references = SpatialReferences.Default;
        var toMercator = references.Transform(references.Wgs84, references.WebMercator);
        var schema = new FeatureSchema
        {
            GeometryType = GeometryType.Point,
            SpatialReference = references.WebMercator,
            Fields = [new Field("OBJECTID", FieldType.OID)],
        };
        var random = new Random(3);
        var places = Enumerable.Range(1, 500).Select(id => (Id: (long)id, X: random.NextDouble() * 360 - 180, Y: random.NextDouble() * 168 - 84)).ToList();
        var layer = new MemoryLayer(schema, places.Select(place => new Feature(
            toMercator.Apply(Factory.CreatePoint(new Coordinate(place.X, place.Y))), [place.Id])));
        var runner = new LayerQueryRunner(layer, references);

        foreach (var window in new[] { new Envelope(-180, 180, -90, 90), new Envelope(-10, 40, 30, 70), new Envelope(100, 180, -90, 0) })
        {
            var filter = new SpatialFilter(Factory.ToGeometry(window), references.Wgs84);
            runner.Find(new LayerQuery { Spatial = filter }, CancellationToken.None).Select(entry => entry.ObjectId)
                .ShouldBe(places.Where(place => window.Contains(place.X, place.Y)).Select(place => place.Id), window.ToString());
        }
    }

    [Fact]
    public void A_worlds_window_finds_features_on_the_map_of_a_region()
    {
        var references = SpatialReferences.Default;
        var utm = references.Get(32632);
        var schema = new FeatureSchema
        {
            GeometryType = GeometryType.Point,
            SpatialReference = utm,
            Fields = [new Field("OBJECTID", FieldType.OID)],
        };
        var layer = new MemoryLayer(schema, [new Feature(Factory.CreatePoint(new Coordinate(500_000, 5_300_000)), [1L])]);
        var world = new SpatialFilter(Factory.ToGeometry(new Envelope(-180, 180, -90, 90)), references.Wgs84);
        new LayerQueryRunner(layer, references).Count(new LayerQuery { Spatial = world }, CancellationToken.None).ShouldBe(1);
    }

    [Fact]
    public void A_distance_reaches_as_far_as_it_is_on_the_ellipsoid()
    {
        // From Ulm it is 405.7 km to Köln and 338 km to Bonn (by the geodesic).
        string Within(double metres) => string.Join(',', Cities.Runner.ObjectIds(
            new LayerQuery { Spatial = new SpatialFilter(Factory.CreatePoint(new Coordinate(9.99, 48.4)), null) { Distance = metres } },
            CancellationToken.None));

        Within(1).ShouldBe("1");
        Within(345_000).ShouldBe("1,3");
        Within(420_000).ShouldBe("1,2,3");
    }

    static bool Holds(Geometry query, Geometry feature, SpatialRelation relation, string matrix) => relation switch
    {
        SpatialRelation.Intersects => query.Intersects(feature),
        SpatialRelation.Contains => query.Contains(feature),
        SpatialRelation.Crosses => query.Crosses(feature),
        SpatialRelation.Overlaps => query.Overlaps(feature),
        SpatialRelation.Touches => query.Touches(feature),
        SpatialRelation.Within => query.Within(feature),
        SpatialRelation.Relation => query.Relate(feature, matrix),
        _ => query.EnvelopeInternal.Intersects(feature.EnvelopeInternal),
    };

    // Whole coordinates, so that borders touch, and numbers that floats hold, so that the index is exact.
    static MemoryLayer RandomLayer(Random random, GeometryType type, int count) => new(
        new FeatureSchema { GeometryType = type, Fields = [new Field("OBJECTID", FieldType.OID)] },
        Enumerable.Range(1, count).Select(id => new Feature(id % 25 == 0 ? null : Shape(random, type), [(long)id])));

    static Geometry Shape(Random random, GeometryType type)
    {
        int x = random.Next(90), y = random.Next(90);
        return type switch
        {
            GeometryType.Point => Factory.CreatePoint(new Coordinate(x, y)),
            GeometryType.Polyline => Factory.CreateLineString([new(x, y), new(x + random.Next(1, 15), y), new(x, y + random.Next(1, 15))]),
            _ => Triangle(random, x, y, 15),
        };
    }

    static Polygon Triangle(Random random, int x, int y, int size) => Factory.CreatePolygon(
        [new(x, y), new(x + random.Next(1, size), y + random.Next(size)), new(x, y + random.Next(1, size)), new(x, y)]);

    static IEnumerable<Geometry> Queries(Random random)
    {
        yield return Factory.ToGeometry(new Envelope(10, 60, 20, 70));
        yield return Factory.ToGeometry(new Envelope(-5, 200, -5, 200));
        yield return Factory.ToGeometry(new Envelope(300, 400, 300, 400));
        yield return Factory.CreatePoint(new Coordinate(random.Next(90), random.Next(90)));
        yield return Factory.CreateLineString([new(0, 0), new(50, 60), new(90, 10)]);
        for (var i = 0; i < 4; i++)
        {
            yield return Triangle(random, random.Next(40), random.Next(40), 60);
        }
    }
}
