namespace GpServer.Core.Spatial;

/// <summary>
/// The points about which some published shifts rotate (Molodensky-Badekas, EPSG methods 1062, 1063, 9636). Forward, the table's seven
/// parameters are the same shift; in reverse, where the rotation is transposed, the point makes a difference of up to 2 cm.
/// </summary>
static class EvaluationPoints
{
    /// <summary>Geocentric metres, from the EPSG dataset, by the name of the operation to WGS 84.</summary>
    static readonly Dictionary<string, (double X, double Y, double Z)> Points = new()
    {
        ["Egypt 1907 to WGS 84 (4)"] = (4854969.728, 2945552.013, 2868447.61),
        ["Katanga 1955 to WGS 84 (2)"] = (5580868.818, 2826402.46, -1243557.996),
        ["Korean 1985 to WGS 84 (1)"] = (-3159521.31, 4068151.32, 3748113.85),
        ["La Canoa to WGS 84 (13)"] = (2464351.59, -5783466.61, 974809.81),
        ["LUREF to WGS 84 (4)"] = (4103620.3943, 440486.4235, 4846923.4558),
        ["Macao 1920 to WGS 84 (1)"] = (-2361554.788, 5417536.177, 2391608.926),
        ["Ocotepeque 1935 to WGS 84 (2)"] = (617749.7118, -6250547.7336, 1102063.6099),
        ["PSAD56 to WGS 84 (13)"] = (2464351.59, -5783466.61, 974809.81),
    };

    /// <param name="operation">Names of the operations that make up a shift, the one to WGS 84 first, as the table has them.</param>
    /// <returns>The geocentre for a shift that rotates about it.</returns>
    public static (double X, double Y, double Z) Of(string operation) => Points.GetValueOrDefault(operation.Split(" + ")[0]);
}
