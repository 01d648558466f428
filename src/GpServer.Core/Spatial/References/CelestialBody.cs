namespace GpServer.Core.Spatial;

/// <summary>
/// Names the body that a datum belongs to, since longitudes and latitudes of one body have no place on another. Datums of other bodies are
/// called after them, such as <c>D_Mars_2000</c> or <c>1_Ceres_2015</c>.
/// </summary>
static class CelestialBody
{
    public const string Earth = "Earth";

    /// <summary>The semi-major axes of known ellipsoids and spheres of the Earth differ from this by 0.13 % at most.</summary>
    const double EarthRadius = 6_378_137;

    /// <summary>The first word of a datum's name; the whole name when there is none.</summary>
    public static string Named(string datum)
    {
        var words = datum.Split(['_', ' ', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(words, word => word.Length > 1 && word.All(char.IsLetter)) ?? datum;
    }

    /// <summary>The body of a datum that only a text describes: the Earth when its size is the Earth's within half a percent.</summary>
    public static string Of(string datum, Ellipsoid ellipsoid) =>
        Math.Abs(ellipsoid.SemiMajorAxis - EarthRadius) <= EarthRadius * 0.005 ? Earth : Named(datum);
}
