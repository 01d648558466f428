using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

/// <summary>Projections alone, without datum shifts, over the whole area of use of all systems of a method.</summary>
public sealed class RoundTripTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    public static TheoryData<string, int[]> Systems { get; } = new()
    {
        {
            "Hotine_Oblique_Mercator_Azimuth_Center",
            [
                2056, 2057, 8065, 20050, 21780, 21781, 21782, 23700, 29700, 29702, 29871, 29872, 29873,
            ]
        },
        {
            "Cassini_Soldner",
            [
                2066, 2099, 2314, 3068, 3140, 3366, 3377, 3378, 3379, 3380, 3381, 3382, 3383, 3384, 3385, 3407, 4390, 4391, 4392, 4393,
                4394, 4395, 4396, 4397, 4398, 8044, 8045, 24500, 28191, 28193, 30200, 53028, 54028, 102934, 102935, 102936, 102937,
                102938, 102939, 102940, 102941, 102942, 102943, 102944, 102945, 102946, 102947, 102948, 102949, 102950,
            ]
        },
        {
            "Lambert_Azimuthal_Equal_Area",
            [
                2163, 3035, 3408, 3409, 3571, 3572, 3573, 3574, 3575, 3576, 3973, 3974, 5633, 5635, 5636, 5638, 6931, 6932, 9039, 9311,
                9947, 10592, 10594, 10596, 10598, 10601, 10603, 102017, 102020, 103879, 103880,
            ]
        },
        {
            "Oblique_Mercator",
            [
                3078, 3079, 3167, 3168, 3375, 3376, 3468, 3591, 5247, 6394, 6497, 6808, 6809, 6810, 6811, 6840, 6841, 6842, 6843,
                24571, 26731, 26931, 29874, 102061, 102062, 102120, 102121, 102122, 102123, 102366, 102389, 102390, 102391, 102445,
                102490, 102506, 102514, 102536, 102544, 102631, 102968, 102977,
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Systems))]
    public void All_systems_of_a_method_bring_their_area_of_use_back_within_a_tenth_of_a_millimetre(string className, int[] wkids)
    {
        var systems = wkids.Select(References.Get).ToList();

        var errors = systems.Where(system => system.AreaOfUse is not null).ToDictionary(system => system, WorstMetres);

        systems.ShouldAllBe(system => system.System.Projection!.ClassName == className);
        errors.Count.ShouldBeGreaterThanOrEqualTo(wkids.Length - 1);
        errors.Where(system => !(system.Value < 1e-4)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(54021)]
    [InlineData(53021)]
    public void A_place_on_the_polyconic_world_map_comes_back_or_is_outside(int wkid)
    {
        var projection = Projections.For(References.Get(wkid))!;
        var places = Grid((-180, -90, 180, 90));
        var (xs, ys) = (places.Select(place => place.X).ToArray(), places.Select(place => place.Y).ToArray());
        projection.Forward(xs, ys);
        var (east, north) = ((double[])xs.Clone(), (double[])ys.Clone());
        projection.Inverse(xs, ys);
        var known = Enumerable.Range(0, xs.Length).Where(i => double.IsFinite(xs[i])).ToList();
        projection.Forward(xs, ys);

        known.Count.ShouldBeGreaterThan(xs.Length / 2);
        known.ShouldAllBe(i => Math.Abs(xs[i] - east[i]) < 0.01 && Math.Abs(ys[i] - north[i]) < 0.01);
    }

    static double WorstMetres(SpatialReference system)
    {
        var places = Grid(system.AreaOfUse!.Value);
        var (xs, ys) = (places.Select(place => place.X).ToArray(), places.Select(place => place.Y).ToArray());
        var projection = Projections.For(system)!;
        projection.Forward(xs, ys);
        projection.Inverse(xs, ys);
        return system.Ellipsoid.SemiMajorAxis * places.Select((place, i) => Math.Max(
            Math.Abs(ys[i] - place.Y), Math.Abs(Math.Cos(place.Y) * Math.IEEERemainder(xs[i] - place.X, Math.Tau)))).Max();
    }

    static List<(double X, double Y)> Grid((double West, double South, double East, double North) area)
    {
        var width = area.East - area.West + (area.East < area.West ? 360 : 0);
        return [.. from i in Enumerable.Range(0, 7)
                   from j in Enumerable.Range(0, 7)
                   select (double.DegreesToRadians(area.West + (width * i / 6)),
                       double.DegreesToRadians(area.South + ((area.North - area.South) * j / 6)))];
    }
}
