using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.IO;

namespace GpServer.Core.Tests.Spatial.Projecting;

/// <summary>Rings that jump from 180 to -180 as they are drawn, and maps of several sheets, there and back.</summary>
public sealed class JumpingRingTests
{
    const string Land = "POLYGON ((160 60, 160 75, -170 75.5, -170 60.5, 160 60))";

    static readonly SpatialReferences References = SpatialReferences.Default;

    /// <summary>As an orientation that is told as it is drawn makes a hole of an island that jumps.</summary>
    const string LandAndIsland =
        "POLYGON ((160 60, 160 75, -170 75.5, -170 60.5, 160 60), (179 76, -179 76.2, -179 77.2, 179 77, 179 76), "
        + "(-179 65.2, 179 65, 179 66, -179 66.2, -179 65.2))";

    /// <summary>A continent without lines along the antimeridian, and its end 0.001 degrees from the pole as a ring of its own.</summary>
    static readonly string Continent =
        $"MULTIPOLYGON ((({Ring(-75, 179, -10)})), (({Ring(-89.999, 179, -10)})), ((20 -60, 20 -59, 22 -59, 22 -60, 20 -60)))";

    [Theory]
    [InlineData(3413)]
    [InlineData(3571)]
    [InlineData(3035)]
    [InlineData(3395)]
    [InlineData(3832)]
    [InlineData(8857)]
    [InlineData(54052)]
    public void A_country_over_the_antimeridian_keeps_its_islands_and_holes(int wkid)
    {
        var there = Transform(4326, wkid).Apply(Read(LandAndIsland));

        there.IsValid.ShouldBeTrue();
        var back = Transform(wkid, 4326).Apply(there);
        back.IsValid.ShouldBeTrue();
        back.Area.ShouldBe((30 * 15) + 2 - 2, 0.01);
        back.EnvelopeInternal.ShouldBe(new Envelope(-180, 180, back.EnvelopeInternal.MinY, back.EnvelopeInternal.MaxY));
        back.EnvelopeInternal.MaxY.ShouldBe(77.2, 1e-9);
    }

    [Theory]
    [InlineData(3031, 0)]
    [InlineData(3035, 0)]
    [InlineData(8857, 0)]
    [InlineData(54030, 0)]
    [InlineData(54009, 0)]
    [InlineData(54052, 0)]
    [InlineData(3571, 0.05)]
    [InlineData(102016, 0.05)]
    public void A_continent_around_a_pole_comes_back_down_to_the_pole(int wkid, double lost)
    {
        var there = Transform(4326, wkid).Apply(Read(Continent));

        there.IsValid.ShouldBeTrue();
        var back = Transform(wkid, 4326).Apply(there);
        back.IsValid.ShouldBeTrue();
        back.Area.ShouldBe((360 * 15) + 2, 0.01 + lost);
        back.EnvelopeInternal.MinY.ShouldBe(-90, 0.001);
    }

    [Fact]
    public void The_pole_opposite_the_middle_of_a_map_is_its_outer_edge()
    {
        var around = Transform(4326, 3571).Apply(Read($"POLYGON (({Ring(-75, 179, -1)}))")).ShouldBeOfType<Polygon>();

        around.IsValid.ShouldBeTrue();
        around.NumInteriorRings.ShouldBe(1);
        around.Contains(around.Factory.CreatePoint(new Coordinate(0, 0))).ShouldBeFalse();

        // The cap south of 75° S: 2πa²(1 - sin 75°), but for the flattening.
        around.Area.ShouldBe(2 * Math.PI * 6378137.0 * 6378137 * (1 - Math.Sin(75 * Math.PI / 180)), 1.5e11);
    }

    [Fact]
    public void A_shape_around_a_pole_at_infinity_is_outside()
    {
        var nothing = Transform(4326, 3413).Apply(Read($"POLYGON (({Ring(-75, 179, -1)}))"), out var outside);

        outside.ShouldBeGreaterThan(0);
        nothing.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(54052)]
    [InlineData(54053)]
    [InlineData(54090)]
    public void A_shape_over_the_edges_of_sheets_comes_back_whole(int wkid)
    {
        // Over 100° and 20° W and 80° E in the south, 40° W in the north, and the equator, at some of which most interrupted maps are cut.
        var world = Dense("POLYGON ((-150 -50, -150 50, 150 50, 150 -50, -150 -50), (-45 20, -35 20, -35 30, -45 20))");

        var there = Transform(4326, wkid).Apply(world);

        there.IsValid.ShouldBeTrue();
        var back = Transform(wkid, 4326).Apply(there);
        back.IsValid.ShouldBeTrue();
        back.NumGeometries.ShouldBe(1);
        ((Polygon)back.GetGeometryN(0)).NumInteriorRings.ShouldBe(1);
        back.Area.ShouldBe(world.Area, 1e-6);
    }

    [Fact]
    public void Polygons_get_Z_and_M_in_between_where_they_are_cut()
    {
        var sequence = new PackedDoubleCoordinateSequence(
            [175, 10, 100, 1, 175, 20, 100, 1, 195, 20, 300, 3, 195, 10, 300, 3, 175, 10, 100, 1], dimension: 4, measures: 1);
        var polygon = GeometryFactory.Default.CreatePolygon(GeometryFactory.Default.CreateLinearRing(sequence));

        var cut = Transform(3832, 4326).Apply(Transform(4326, 3832).Apply(polygon)).ShouldBeOfType<MultiPolygon>();

        cut.NumGeometries.ShouldBe(2);
        foreach (var part in cut.Geometries)
        {
            var ring = ((Polygon)part).ExteriorRing.CoordinateSequence;
            ring.Count.ShouldBe(5);
            Enumerable.Range(0, 4).Count(i => Math.Abs(ring.GetX(i)) == 180).ShouldBe(2);
            for (var i = 0; i < ring.Count; i++)
            {
                var share = ((ring.GetX(i) < 0 ? ring.GetX(i) + 360 : ring.GetX(i)) - 175) / 20;
                ring.GetZ(i).ShouldBe(100 + (200 * share), 1e-6);
                ring.GetM(i).ShouldBe(1 + (2 * share), 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(3413)]
    [InlineData(54052)]
    public void Points_of_a_multipoint_stay_one_by_one_with_Z(int wkid)
    {
        var points = new WKTReader().Read("MULTIPOINT Z ((179 60 1), (-179 60 2), (-40 -10 3))");

        var back = Transform(wkid, 4326).Apply(Transform(4326, wkid).Apply(points)).ShouldBeOfType<MultiPoint>();

        back.NumGeometries.ShouldBe(3);
        back.EqualsExact(points, 1e-9).ShouldBeTrue(back.AsText());
        back.Coordinates.Select(point => point.Z).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Web_Mercator_keeps_a_jump_as_it_is_drawn()
    {
        var there = Transform(4326, 3857).Apply(Read(Land));

        there.NumPoints.ShouldBe(5);
        there.EnvelopeInternal.Width.ShouldBe(330 * Math.PI / 180 * 6378137, 1e-6);
    }

    /// <summary>Once around the earth.</summary>
    static string Ring(double latitude, int from, int step)
    {
        var longitudes = Enumerable.Range(0, 360 / -step).Select(i => from + (i * step)).Append(from);
        return string.Join(", ", longitudes.Select(longitude => FormattableString.Invariant($"{longitude} {latitude}")));
    }

    static Geometry Read(string wkt) => new WKTReader().Read(wkt);

    static Geometry Dense(string wkt) => NetTopologySuite.Densify.Densifier.Densify(Read(wkt), 0.25);

    static CoordinateTransform Transform(int from, int to) => References.Transform(References.Get(from), References.Get(to));
}
