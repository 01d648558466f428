using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

/// <summary>The whole world, the poles and the antimeridian, and places of the map where nothing is.</summary>
public sealed class ProjectionDomainTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    public static TheoryData<int> Systems { get; } =
    [
        2154, 3112, 32040, 2218, 22700, 3005, 3577, 102005, 102032, 3395, 3388, 28992, 5514, 5225, 5880, 54021, 53021, 32661, 5042, 3413,
        3031, 2985, 54026, 102035, 102037, 102038, 102460, 102034, 102036, 54049, 102498, 54032, 3295, 3993, 54024, 102163, 2963,
        6247, 27200, 8441, 54025, 54031, 53031, 22300, 32600, 102017, 3035, 3409, 2056,
    ];

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_place_is_outside_or_comes_back_to_its_point_of_the_map(int wkid)
    {
        var (projection, metres) = Projection(wkid);
        var (longitudes, latitudes) = World();
        projection.Forward(longitudes, latitudes);
        var (xs, ys) = (longitudes.ToArray(), latitudes.ToArray());
        projection.Inverse(longitudes, latitudes);

        var inside = Enumerable.Range(0, xs.Length).Where(i => !double.IsNaN(xs[i])).ToList();
        inside.ShouldNotBeEmpty();
        Enumerable.Range(0, xs.Length).Where(i => double.IsNaN(xs[i]) != double.IsNaN(ys[i])).ShouldBeEmpty();
        inside.Where(i => !double.IsFinite(xs[i] + ys[i])).ShouldBeEmpty();
        inside.Where(i => !IsPlace(longitudes[i], latitudes[i])).ShouldBeEmpty();
        projection.Forward(longitudes, latitudes);

        // Far out a rounding of the latitude is metres of the map.
        var errors = inside.ConvertAll(i => double.Hypot(longitudes[i] - xs[i], latitudes[i] - ys[i]) * metres
            / Math.Max(1, double.Hypot(xs[i], ys[i]) * metres / 2e7));
        errors.Where(error => !(error < 1e-3)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_point_of_the_map_is_outside_or_is_the_image_of_its_place(int wkid)
    {
        var (projection, metres) = Projection(wkid);
        var definition = References.Get(wkid).System.Projection!;
        var steps = Enumerable.Range(-17, 35).ToList();
        var (east, north) = (definition.Value("false_easting"), definition.Value("false_northing"));
        double[] xs = [.. steps.SelectMany(_ => steps, (_, i) => east + (i * 1.41e6 / metres)), double.NaN, 1e300];
        double[] ys = [.. steps.SelectMany(_ => steps, (j, _) => north + (j * 1.43e6 / metres)), 0, -1e300];
        var (givenXs, givenYs) = (xs.ToArray(), ys.ToArray());
        projection.Inverse(xs, ys);

        var inside = Enumerable.Range(0, xs.Length).Where(i => !double.IsNaN(xs[i]) && !double.IsNaN(ys[i])).ToList();
        inside.Count.ShouldBeInRange(1, xs.Length - 1);
        inside.Where(i => !IsPlace(xs[i], ys[i])).ShouldBeEmpty();
        projection.Forward(xs, ys);

        inside.Where(i => !(double.Hypot(xs[i] - givenXs[i], ys[i] - givenYs[i]) * metres < 1e-3)).ShouldBeEmpty();
    }

    static bool IsPlace(double longitude, double latitude) =>
        Math.Abs(longitude) <= Math.PI && Math.Abs(latitude) <= (Math.PI / 2) + 1e-12;

    static (IProjection Projection, double Metres) Projection(int wkid) =>
        (Projections.For(References.Get(wkid))!, References.Get(wkid).UnitFactor);

    /// <summary>
    /// A graticule that misses the edges by little, since a place on an edge has two points of the map; both poles and the equator.
    /// </summary>
    static (double[] Longitudes, double[] Latitudes) World()
    {
        var places = from i in Enumerable.Range(0, 37)
                     from latitude in new[] { -90, -89.999, -77.7, -61, -45, -30.1, -12, 0, 1e-5, 23.4, 38, 52, 66, 79.9, 89.9999, 90 }
                     select (-179.987 + (9.9973 * i), latitude);
        return ([.. places.Select(place => double.DegreesToRadians(place.Item1))],
            [.. places.Select(place => double.DegreesToRadians(place.latitude))]);
    }
}
