using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class WorldMapTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    /// <summary>A system of each class, and one with another central meridian or ellipsoid where there is one.</summary>
    public static TheoryData<int> Systems { get; } =
    [
        3410, 3975, 6933, 54034, 4087, 32663, 3786, 54001, 54002, 102424, 8857, 8858, 8859, 53036, 54008, 53008, 102011, 54003, 54016,
        54080, 54079, 54100, 54101, 54009, 54015, 54014, 54013, 54012, 54011, 54010, 54018, 54019, 54022, 54023, 54030, 54045, 54046,
        54048, 54074, 54075, 54076, 54077, 54078, 54042, 53029, 54029, 54043, 54044, 54052, 54053, 54098, 54099, 54090, 54091,
        103882, 103885, 103887,
    ];

    [Theory]
    [MemberData(nameof(WorldMapPoints.All), MemberType = typeof(WorldMapPoints))]
    public void A_place_is_where_the_reference_has_it_and_back(int wkid, double longitude, double latitude, double x, double y)
    {
        var system = References.Get(wkid);

        var (actualX, actualY) = Apply(References.Wgs84, system, longitude, latitude);
        var (backLongitude, backLatitude) = Apply(system, References.Wgs84, x, y);

        actualX.ShouldBe(x, 1e-4);
        actualY.ShouldBe(y, 1e-4);
        backLatitude.ShouldBe(latitude, 1e-9);
        Math.Abs(Math.IEEERemainder(backLongitude - longitude, 360)).ShouldBeLessThan(1e-8);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_five_degrees_of_the_world_with_its_edges_and_poles_come_back(int wkid)
    {
        var system = References.Get(wkid);
        var projection = Projections.For(system)!;
        var places = Grid(system.System.Projection!.Radians("central_meridian"));
        var (xs, ys) = (places.Select(place => place.Longitude).ToArray(), places.Select(place => place.Latitude).ToArray());

        projection.Forward(xs, ys);
        xs.Concat(ys).ShouldAllBe(ordinate => double.IsFinite(ordinate));
        projection.Inverse(xs, ys);

        var errors = places.Select((place, i) => system.Ellipsoid.SemiMajorAxis * Math.Max(
            Math.Abs(ys[i] - place.Latitude),
            Math.Cos(place.Latitude) * Math.Abs(Math.IEEERemainder(xs[i] - place.Longitude, Math.Tau)))).ToList();
        errors.ShouldAllBe(error => error < 1e-4);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void What_lies_outside_of_the_map_is_nowhere_and_what_has_a_place_lies_there(int wkid)
    {
        var system = References.Get(wkid);
        var projection = Projections.For(system)!;
        var radius = system.Ellipsoid.SemiMajorAxis;
        var plane = (from i in Enumerable.Range(-20, 41)
                     from j in Enumerable.Range(-20, 41)
                     select (X: i * radius * 0.2111, Y: j * radius * 0.2111)).ToList();
        var (xs, ys) = (plane.Select(point => point.X).ToArray(), plane.Select(point => point.Y).ToArray());

        projection.Inverse(xs, ys);
        var isOutside = xs.Select(double.IsNaN).ToList();
        ys.Select(double.IsNaN).ShouldBe(isOutside);
        projection.Forward(xs, ys);

        isOutside.Count(outside => outside).ShouldBeInRange(plane.Count / 3, plane.Count * 19 / 20);
        plane.Select((point, i) => isOutside[i] || (Math.Abs(xs[i] - point.X) < 1e-3 && Math.Abs(ys[i] - point.Y) < 1e-3))
            .ShouldAllBe(isWell => isWell);
    }

    [Theory]
    [InlineData(54009, 180)]
    [InlineData(54098, 180)]
    [InlineData(54042, 180)]
    [InlineData(54029, 180)]
    [InlineData(54052, -40)]
    public void A_point_rounded_across_the_outline_is_still_on_it_and_one_a_metre_outside_is_not(int wkid, double longitude)
    {
        var projection = Projections.For(References.Get(wkid))!;
        double[] xs = [double.DegreesToRadians(longitude), 0, 0];
        double[] ys = [double.DegreesToRadians(20), 0, 0];
        projection.Forward(xs, ys);
        (xs[1], ys[1]) = (xs[0] + 0.001, ys[0]);
        (xs[2], ys[2]) = (xs[0] + 1, ys[0]);

        projection.Inverse(xs, ys);

        double.RadiansToDegrees(xs[1]).ShouldBe(longitude, 1e-7);
        double.RadiansToDegrees(ys[1]).ShouldBe(20, 1e-7);
        xs[2].ShouldBe(double.NaN);
        ys[2].ShouldBe(double.NaN);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void What_is_no_number_or_no_latitude_stays_outside(int wkid)
    {
        var projection = Projections.For(References.Get(wkid))!;
        double[] xs = [double.NaN, 0, double.PositiveInfinity, 0, 0.1];
        double[] ys = [0, double.NaN, 0, double.NegativeInfinity, 1.6];

        projection.Forward(xs, ys);
        xs.Concat(ys).ShouldAllBe(ordinate => double.IsNaN(ordinate));

        projection.Inverse(xs, ys);
        xs.Concat(ys).ShouldAllBe(ordinate => double.IsNaN(ordinate));
    }

    static List<(double Longitude, double Latitude)> Grid(double centralMeridian) =>
    [
        .. from i in Enumerable.Range(-36, 73)
           from j in Enumerable.Range(-18, 37)
           select (centralMeridian + double.DegreesToRadians(5 * i), double.DegreesToRadians(5 * j)),
    ];

    static (double X, double Y) Apply(SpatialReference from, SpatialReference to, double x, double y)
    {
        double[] xs = [x];
        double[] ys = [y];
        References.Transform(from, to).Apply(xs, ys);
        return (xs[0], ys[0]);
    }
}
