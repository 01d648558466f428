namespace GpServer.Core.Spatial;

/// <summary>
/// Tells Web Mercator where a text says it as an ordinary Mercator on WGS 84. Without that, what such texts mean would be up to 40 km off.
/// </summary>
static class WktWebMercator
{
    const double SemiMajorAxis = 6378137;

    /// <summary>Names that software gave it before it had a method of its own; letters and digits only.</summary>
    static readonly HashSet<string> Names =
    [
        "googlemapsglobalmercator", "googlemercator", "wgs84googlemercator", "wgs84pseudomercator", "wgs1984webmercatorauxiliarysphere",
    ];

    /// <summary>
    /// Whether an extension of GDAL says so, or a sphere's axis among the parameters, as GeoTools writes it, or a name beside a Mercator
    /// that no parameter moves or scales.
    /// </summary>
    /// <param name="projected">PROJCS, or PROJCRS.</param>
    public static bool IsMeant(WktNode projected) => HasExtension(projected)
        || (IsMercator(projected) && (HasSphere(projected) || (IsNamed(projected) && HasNoEffect(projected))));

    static bool HasExtension(WktNode projected) => projected.All("EXTENSION").Any(
        extension => extension.Texts.Exists(text => text.Contains("+a=6378137 +b=6378137", StringComparison.Ordinal)));

    static bool IsMercator(WktNode projected) =>
        projected.Child("PROJECTION") is { } method && WktMethods.Find(method) is { ClassName: "Mercator_1SP" };

    static bool HasSphere(WktNode projected) => projected.All("PARAMETER").Any(
        parameter => WktRoles.Of(parameter) == WktRole.SemiMinor && parameter.Numbers is [SemiMajorAxis, ..]);

    static bool IsNamed(WktNode projected) => Names.Contains(WktMethods.Letters(WktRecognition.InUse(projected.Name)));

    static bool HasNoEffect(WktNode projected) => projected.All("PARAMETER").All(
        parameter => WktRoles.Of(parameter) is { } role && parameter.Numbers is [var value, ..] && value == WktRoles.Neutral(role));
}
