namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Systems in which results differ from those of PROJ 9.1.1 by more than 0.1 mm, and why.</summary>
static class KnownDifferences
{
    /// <summary>The reason by wkid.</summary>
    public static IReadOnlyDictionary<int, string> Reasons { get; } = Make(
    [
        ("PROJ leaves out the angle of 29.2985″ that EPSG gives", [31300]),
        ("PROJ has a wrong sign in the fifth power of its series; here they are geodesics", [8044, 8045, 28191, 54028]),
        ("PROJ adds an offset to longitude and latitude; the table has shifts of seven parameters alone", [2000, 4120, 4600, 4815]),
        ("PROJ has no shift for Esri's id, or another one; the table has the shift of the same datum in EPSG",
        [
            37201, 37204, 37205, 37208, 37211, 37212, 37213, 37214, 37215, 37216, 37217, 37219, 37220, 37222, 37224, 37226, 37227,
            37229, 37230, 37231, 37232, 37233, 37234, 37235, 37237, 37238, 37239, 37242, 37245, 37246, 37247, 37250, 37251, 37252,
            37253, 37254, 37255, 37259, 102060, 102166, 104102, 104104, 104125, 104131, 104132, 104141, 104143, 104256,
            104664, 104990, 104992,
        ]),
        ("PROJ leaves longitude and latitude as they are for a shift of zeros, though the ellipsoid is another", [8430, 104248]),
        ("PROJ takes the shift from WGS 84 in its own direction; the table's parameters are those of the reverse", [102159, 104126]),
        ("PROJ computes on a sphere; here on the ellipsoid, as EPSG's method 1028 says", [4087, 32663]),
        ("PROJ has Robinson's table as splines with rounded factors; here the table is interpolated without rounding", [53030, 54030]),
        ("PROJ cuts its series; here are the closed formulas of EPSG's Guidance Note 7-2", [8441, 29701, 102590]),
        ("PROJ loses half of the digits on the equator, √ε earth radii; results here are symmetric to its points on the other side",
            [54090, 54091]),
        ("PROJ cuts the ellipsoid's axis to a millimetre", [29333]),
        ("PROJ goes through two or more operations, of which the table's seven parameters are the product; less than 0.21 mm",
        [
            5681, 5682, 5683, 5684, 5685, 5830, 7138, 7139, 9013, 9014, 10830, 10831, 10833, 10836, 10837, 103846, 103946, 104010,
            104022, 104115, 104116, 104117, 104118, 104119, 104120, 104121, 104645, 104808,
        ]),
    ]);

    /// <summary>The reason by wkid for those of which only the way to longitude and latitude differs.</summary>
    public static IReadOnlyDictionary<int, string> InverseReasons { get; } = Make(
    [
        ("PROJ's inverse of this projection is a short series, 1.6 mm off; here and there forward agree, and here the inverse leads back",
        [
            3035, 3571, 3572, 3573, 3574, 3575, 3576, 3973, 3974, 5633, 5635, 5636, 5638, 6931, 6932, 9039, 9311, 9947, 10592, 10594, 10596,
            10598, 10601, 10603, 102017, 102020,
        ]),
        ("PROJ's inverse takes a short series for the authalic latitude, 0.8 mm off; here the inverse leads back",
            [3975, 6933, 8857, 8858, 8859, 54017, 54034, 54035, 54036, 54037]),
        ("PROJ's inverse of the polyconic world map misses places far from its central meridian; here the inverse leads back",
            [53021, 54021]),
        ("at the limb of the disc the map shrinks the earth so much that the points' rounding to 0.01 mm counts twentyfold", [102498]),
        ("PROJ's inverse ends its iteration early, 0.7 mm off; here the inverse leads back", [53019, 54019]),
        ("PROJ's inverse is the approximate one of the Guidance Note, some millimetres off; here the inverse leads back",
        [
            6247, 6248, 6256, 6257, 6263, 6272, 102768, 102769, 102770, 102771, 102773, 102774, 102776, 102777, 102778, 102783, 102785,
            102786, 102787, 102788, 102790, 102791, 102793, 102795, 102796,
        ]),
    ]);

    static Dictionary<int, string> Make((string Reason, int[] Wkids)[] groups) =>
        groups.SelectMany(group => group.Wkids.Select(wkid => (wkid, group.Reason))).ToDictionary();
}
