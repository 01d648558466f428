using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.IO;

namespace GpServer.Core.Tests.Spatial.Projecting;

public sealed class MapEdgeTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void A_polygon_over_the_antimeridian_is_cut_into_valid_parts_on_both_sides()
    {
        // Mercator around 150° east: the edge of its map is far away.
        var polygon = Apply(4326, 3832, "POLYGON ((170 -20, 170 -10, 190 -10, 190 -20, 170 -20))").ShouldBeOfType<Polygon>();

        var cut = Transform(3832, 4326).Apply(polygon).ShouldBeOfType<MultiPolygon>();

        cut.IsValid.ShouldBeTrue();
        cut.NumGeometries.ShouldBe(2);
        cut.Area.ShouldBe(200, 1e-9);
        ShouldSpan(cut, -180, 180, -20, -10);
        cut.Geometries.ShouldAllBe(part => RingOrientation.IsClockwise(((Polygon)part).ExteriorRing));
        cut.Coordinates.Distinct().Count(vertex => vertex.X == 180).ShouldBe(2);
        cut.Coordinates.Distinct().Count(vertex => vertex.X == -180).ShouldBe(2);
    }

    [Fact]
    public void A_polygon_at_the_pole_keeps_its_area_when_cut()
    {
        // The same region as polar stereographic coordinates; its area by longitudes and latitudes is 15° × 40°.
        var polygon = Apply(4326, 3571, Dense("POLYGON ((160 60, 160 75, 200 75, 200 60, 160 60))"));

        var cut = Transform(3571, 4326).Apply(polygon);

        cut.IsValid.ShouldBeTrue();
        cut.Area.ShouldBe(600, 0.01);
        ShouldSpan(cut, -180, 180, 60, 75);
    }

    [Fact]
    public void A_ring_around_the_pole_is_closed_along_it()
    {
        var circle = Apply(3571, 4326, Circle(1_000_000)).ShouldBeOfType<Polygon>();

        circle.IsValid.ShouldBeTrue();
        circle.EnvelopeInternal.MaxY.ShouldBe(90);
        (circle.EnvelopeInternal.MinX, circle.EnvelopeInternal.MaxX).ShouldBe((-180, 180));
        circle.Coordinates.Count(vertex => vertex.Y == 90).ShouldBe(2);
        circle.Area.ShouldBe(360 * 9, 30);
    }

    [Fact]
    public void A_ring_shaped_region_around_the_pole_leaves_it_out()
    {
        var outer = (Polygon)new WKTReader().Read(Circle(1_000_000));
        var inner = (Polygon)new WKTReader().Read(Circle(500_000));
        var band = outer.Factory.CreatePolygon((LinearRing)outer.ExteriorRing, [(LinearRing)inner.ExteriorRing]);

        var result = Transform(3571, 4326).Apply(band).ShouldBeOfType<Polygon>();

        result.IsValid.ShouldBeTrue();
        result.NumInteriorRings.ShouldBe(0);
        result.EnvelopeInternal.MaxY.ShouldBeLessThan(86);
        result.EnvelopeInternal.Width.ShouldBe(360);
    }

    [Fact]
    public void Holes_stay_in_their_parts_and_are_cut_with_them()
    {
        var polygon = Apply(
            4326,
            3571,
            "POLYGON ((170 50, 170 60, 190 60, 190 50, 170 50), (172 52, 174 52, 174 54, 172 52), (186 56, 188 56, 188 58, 186 56), "
            + "(178 55, 182 55, 182 57, 178 57, 178 55))");
        var whole = polygon.ShouldBeOfType<Polygon>();
        whole.NumInteriorRings.ShouldBe(3);

        var cut = Transform(3571, 4326).Apply(polygon);

        cut.IsValid.ShouldBeTrue();
        cut.NumGeometries.ShouldBe(2);
        ((MultiPolygon)cut).Geometries.ShouldAllBe(part => ((Polygon)part).NumInteriorRings == 1);
        cut.Area.ShouldBe(200 - 2 - 2 - 8, 0.01);
    }

    [Fact]
    public void A_line_is_cut_at_one_latitude_with_Z_and_M_in_between()
    {
        var sequence = new PackedDoubleCoordinateSequence([175, 10, 100, 1, 195, 20, 300, 2], dimension: 4, measures: 1);
        var line = Transform(4326, 3832).Apply(GeometryFactory.Default.CreateLineString(sequence));

        var cut = Transform(3832, 4326).Apply(line).ShouldBeOfType<MultiLineString>();

        cut.NumGeometries.ShouldBe(2);
        var (west, east) = (((LineString)cut[0]).CoordinateSequence, ((LineString)cut[1]).CoordinateSequence);
        (west.GetX(1), east.GetX(0)).ShouldBe((180, -180));
        west.GetY(1).ShouldBe(east.GetY(0));
        west.GetY(1).ShouldBe(12.5, 1e-9);
        west.GetZ(1).ShouldBe(150, 1e-6);
        east.GetZ(0).ShouldBe(150, 1e-6);
        west.GetM(1).ShouldBe(1.25, 1e-9);
        (east.GetZ(1), east.GetM(1)).ShouldBe((300, 2));
    }

    [Theory]
    [InlineData("POLYGON ((170 10, 170 20, 180 20, 180 10, 170 10))", 180)]
    [InlineData("POLYGON ((-170 10, -180 10, -180 20, -170 20, -170 10))", -180)]
    [InlineData("POLYGON ((170 10, 180 15, 170 20, 170 10))", 180)]
    public void What_touches_the_edge_stays_whole_on_its_side(string wkt, double edge)
    {
        var polygon = new WKTReader().Read(wkt);

        var result = Transform(3571, 4326).Apply(Transform(4326, 3571).Apply(polygon)).ShouldBeOfType<Polygon>();

        result.IsValid.ShouldBeTrue();
        result.Area.ShouldBe(polygon.Area, 1e-6);
        result.Coordinates.ShouldContain(vertex => vertex.X == edge);
        result.NumPoints.ShouldBe(polygon.NumPoints);
        result.Coordinates.ShouldAllBe(vertex => Math.Abs(vertex.X - edge) < 11);
    }

    [Fact]
    public void Points_go_around_one_by_one()
    {
        var points = Transform(3832, 4326).Apply(Apply(4326, 3832, "MULTIPOINT ((170 0), (190 0))"));

        points.ShouldBeOfType<MultiPoint>();
        points.Coordinates[0].X.ShouldBe(170, 1e-9);
        points.Coordinates[1].X.ShouldBe(-170, 1e-9);
    }

    [Fact]
    public void What_was_cut_at_the_antimeridian_is_joined_where_the_map_runs_on()
    {
        const string cut = "MULTIPOLYGON (((170 60, 170 70, 180 70, 180 60, 170 60)), ((-180 60, -180 70, -170 70, -170 60, -180 60)))";

        var joined = Apply(4326, 3571, cut);

        joined.IsValid.ShouldBeTrue();
        joined.NumGeometries.ShouldBe(1);
        joined.NumPoints.ShouldBe(7);
        var again = Transform(3571, 4326).Apply(joined);
        again.NumGeometries.ShouldBe(2);
        again.Area.ShouldBe(200, 1e-6);
    }

    [Fact]
    public void A_continent_that_is_drawn_down_to_the_pole_loses_its_seam()
    {
        var continent = Apply(4326, 3572, "POLYGON ((-180 90, 180 90, 180 70, 60 75, -60 72, -180 70, -180 90))").ShouldBeOfType<Polygon>();

        continent.IsValid.ShouldBeTrue();
        continent.NumPoints.ShouldBe(4);
        continent.Contains(continent.Factory.CreatePoint(new Coordinate(0, 0))).ShouldBeTrue();
    }

    [Fact]
    public void A_ring_that_jumps_over_the_antimeridian_is_taken_the_short_way()
    {
        var cut = Apply(4326, 3395, "POLYGON ((179 10, 179 12, -179 12.5, -179 10.5, 179 10))");

        cut.IsValid.ShouldBeTrue();
        cut.NumGeometries.ShouldBe(2);
        ((MultiPolygon)cut).Geometries.ShouldAllBe(part => part.EnvelopeInternal.Width < 112_000);
        cut.EnvelopeInternal.Width.ShouldBe(2 * Math.PI * 6378137, 1e-6);
    }

    [Fact]
    public void A_rectangle_of_the_whole_earth_is_drawn_as_it_is()
    {
        var world = Apply(4326, 3832, "POLYGON ((-180 -80, -180 80, 180 80, 180 -80, -180 -80))");

        world.IsValid.ShouldBeTrue();
        world.NumGeometries.ShouldBe(1);
        world.EnvelopeInternal.Width.ShouldBe(2 * Math.PI * 6378137, 1e-6);
    }

    [Fact]
    public void Copies_of_the_world_stay_where_they_are_in_Web_Mercator()
    {
        var copy = Apply(4326, 3857, "POLYGON ((170 0, 170 10, 200 10, 200 0, 170 0))").ShouldBeOfType<Polygon>();

        copy.EnvelopeInternal.MaxX.ShouldBe(200 * Math.PI / 180 * 6378137, 1e-6);
        Transform(3857, 4326).Apply(copy).EnvelopeInternal.MaxX.ShouldBe(200, 1e-9);
        Transform(3832, 3857).Apply(Transform(3857, 3832).Apply(copy)).NumGeometries.ShouldBe(2);
    }

    [Theory]
    [InlineData(4326, 3395, "POLYGON ((10 50, 10 51, 12 51, 10 50), (10.5 50.6, 10.7 50.7, 10.5 50.7, 10.5 50.6))")]
    [InlineData(3571, 4326, "POLYGON ((1000 1000, 1000 90000, 90000 90000, 1000 1000))")]
    [InlineData(3035, 3395, "LINESTRING (4000000 3000000, 4100000 3100000, 4200000 2900000)")]
    public void What_crosses_nothing_has_the_coordinates_of_its_points(int from, int to, string wkt)
    {
        var geometry = new WKTReader().Read(wkt);

        var result = Transform(from, to).Apply(geometry);

        var (xs, ys) = (geometry.Coordinates.Select(c => c.X).ToArray(), geometry.Coordinates.Select(c => c.Y).ToArray());
        Transform(from, to).Apply(xs, ys).ShouldBe(0);
        result.Coordinates.Select(c => c.X).ShouldBe(xs);
        result.Coordinates.Select(c => c.Y).ShouldBe(ys);
    }

    [Theory]
    [InlineData("POLYGON EMPTY")]
    [InlineData("LINESTRING EMPTY")]
    [InlineData("MULTIPOLYGON EMPTY")]
    [InlineData("MULTILINESTRING EMPTY")]
    [InlineData("GEOMETRYCOLLECTION (POLYGON EMPTY)")]
    public void Nothing_stays_nothing(string wkt)
    {
        foreach (var (from, to) in new[] { (4326, 3395), (3571, 4326), (3395, 4326) })
        {
            Apply(from, to, wkt).IsEmpty.ShouldBeTrue();
        }
    }

    static CoordinateTransform Transform(int from, int to) => References.Transform(References.Get(from), References.Get(to));

    static Geometry Apply(int from, int to, string wkt) => Transform(from, to).Apply(new WKTReader().Read(wkt));

    static void ShouldSpan(Geometry geometry, double west, double east, double south, double north)
    {
        var extent = geometry.EnvelopeInternal;
        (extent.MinX, extent.MaxX).ShouldBe((west, east));
        extent.MinY.ShouldBe(south, 1e-9);
        extent.MaxY.ShouldBe(north, 1e-9);
    }

    static string Circle(double radius)
    {
        var circle = GeometryFactory.Default.CreatePoint(new Coordinate(0, 0)).Buffer(radius, 32);
        return circle.AsText();
    }

    static string Dense(string wkt) => NetTopologySuite.Densify.Densifier.Densify(new WKTReader().Read(wkt), 0.25).AsText();
}
