namespace GpServer.Core.Spatial;

/// <summary>
/// Translates the projection names and parameters of Esri's and GDAL's well-known text into those that are computed. A name that is not
/// among them still makes a definition, so that the system can be named and told apart, which is not computed.
/// </summary>
static class WktProjectionReader
{
    /// <param name="root">PROJCS.</param>
    /// <param name="ellipsoid">The ellipsoid of its datum.</param>
    /// <param name="radiansPerAngle">Unit of the angles, which is that of its GEOGCS.</param>
    /// <param name="meridian">Degrees of its zero meridian, which longitudes count from.</param>
    /// <param name="metresPerUnit">Unit of x, y and of the false origin.</param>
    public static ProjectionDefinition Read(
        WktNode root,
        Ellipsoid ellipsoid,
        double radiansPerAngle,
        double meridian,
        double metresPerUnit)
    {
        var method = root.Required("PROJECTION").Name;
        var raw = new Dictionary<string, double>();
        foreach (var parameter in root.Children.Where(child => child.Keyword == "PARAMETER"))
        {
            var name = parameter.Name.ToLowerInvariant().Replace(' ', '_');
            raw[name] = Value(name, parameter.RequiredNumber(0), radiansPerAngle, meridian);
        }

        var parameters = new WktParameters(raw, ellipsoid);
        var className = ClassName(method, parameters, root);
        return new ProjectionDefinition(
            method, className ?? Letters(method), ellipsoid, metresPerUnit, className is null ? raw : parameters.Computed);
    }

    /// <summary>
    /// Krovak's axes: Esri turns them by X_Scale -1, Y_Scale 1 and XY_Plane_Rotation 90 to east and north, and leaves south and west
    /// otherwise; the other dialect says so by AXIS.
    /// </summary>
    public static bool IsSouthWest(WktNode root)
    {
        if (root.Child("PROJECTION") is not { } projection || Letters(projection.Name) != "krovak")
        {
            return false;
        }

        var scale = root.Children.Find(child => child.Keyword == "PARAMETER" && Letters(child.Name) == "xscale");
        return scale is not null
            ? scale.RequiredNumber(0) > 0
            : root.Children.Exists(child => child.Keyword == "AXIS" && child.Children.Exists(way => way.Keyword is "SOUTH" or "WEST"));
    }

    static string? ClassName(string method, WktParameters parameters, WktNode root)
    {
        switch (Letters(method))
        {
            case "transversemercator" or "gausskruger" or "transversemercatorcomplex":
                return parameters.TransverseMercator(sign: 1);
            case "transversemercatorsouthorientated":
                return parameters.TransverseMercator(sign: -1);
            case "lambertconformalconic" or "lambertconformalconic1sp" or "lambertconformalconic2sp":
                return parameters.LambertConformalConic();
            case "albers" or "albersconicequalarea" or "albersequalarea":
                return parameters.Albers();
            case "cassini" or "cassinisoldner":
                return parameters.Natural("Cassini_Soldner");
            case "polyconic" or "americanpolyconic":
                return parameters.Natural("Polyconic");
            case "doublestereographic" or "obliquestereographic":
                return parameters.Natural("Oblique_Stereographic");
            case "mercator" or "mercator1sp" or "mercator2sp" or "mercatorvarianta" or "mercatorvariantb":
                return IsPseudoMercator(root) ? parameters.PseudoMercator() : parameters.Mercator();
            case "mercatorauxiliarysphere" or "popularvisualisationpseudomercator":
                return parameters.PseudoMercator();
            case "lambertazimuthalequalarea":
                return parameters.LambertAzimuthalEqualArea();
            case "hotineobliquemercator" or "hotineobliquemercatorazimuthnaturalorigin" or "rectifiedskeworthomorphicnaturalorigin":
                return parameters.ObliqueMercator("Oblique_Mercator");
            case "obliquemercator" or "hotineobliquemercatorazimuthcenter" or "rectifiedskeworthomorphiccenter":
                return parameters.ObliqueMercator("Hotine_Oblique_Mercator_Azimuth_Center");
            case "krovak":
                return parameters.Krovak();
            default:
                return null;
        }
    }

    /// <summary>GDAL's form of Web Mercator: an ordinary Mercator whose extension makes the sphere of it.</summary>
    static bool IsPseudoMercator(WktNode root) => root.Child("EXTENSION") is { } extension
        && extension.Texts.Exists(text => text.Contains("+a=6378137 +b=6378137", StringComparison.Ordinal));

    static double Value(string name, double value, double radiansPerAngle, double meridian)
    {
        var isLongitude = name.StartsWith("longitude", StringComparison.Ordinal) || name == "central_meridian";
        var isAngle = isLongitude || name.StartsWith("latitude", StringComparison.Ordinal)
            || name.Contains("parallel", StringComparison.Ordinal)
            || name is "azimuth" or "rectified_grid_angle" or "xy_plane_rotation";
        if (!isAngle)
        {
            return value;
        }

        // Degrees are taken as written: their factor is cut to 15 digits in most texts.
        var degrees = Math.Abs(radiansPerAngle - (Math.PI / 180)) < 1e-12 ? value : double.RadiansToDegrees(value * radiansPerAngle);
        return isLongitude && meridian != 0 ? Math.IEEERemainder(degrees + meridian, 360) : degrees;
    }

    static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
