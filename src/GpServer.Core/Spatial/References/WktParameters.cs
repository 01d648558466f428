namespace GpServer.Core.Spatial;

/// <summary>
/// The parameters of one projection on their way from a dialect's names to those of the computing classes. Each method fills
/// <see cref="Computed"/> and returns the class's name, or null when the class cannot compute this combination.
/// </summary>
sealed class WktParameters(IReadOnlyDictionary<string, double> raw, Ellipsoid ellipsoid)
{
    public Dictionary<string, double> Computed { get; } = [];

    public string TransverseMercator(int sign)
    {
        Natural("Transverse_Mercator");
        // A negative scale makes x the westing and y the southing.
        Computed["scale_factor"] = sign * Computed["scale_factor"];
        return "Transverse_Mercator";
    }

    /// <summary>The parameters of a natural origin: latitude, meridian, scale, false easting and northing.</summary>
    public string Natural(string className)
    {
        Origin("latitude_of_origin", "central_meridian");
        Computed["scale_factor"] = Value(1, "scale_factor");
        return className;
    }

    /// <summary>
    /// One or two standard parallels. A scale is that of an ellipsoid enlarged by it, since the class takes none: the radii of the cone's
    /// map grow with the axes.
    /// </summary>
    public string LambertConformalConic()
    {
        Origin("latitude_of_origin", "central_meridian");
        var first = Value(Computed["latitude_of_origin"], "standard_parallel_1");
        Computed["standard_parallel_1"] = first;
        Computed["standard_parallel_2"] = Value(first, "standard_parallel_2");
        if (Value(1, "scale_factor") is not 1 and var scale)
        {
            Axes(ellipsoid.SemiMajorAxis * scale, ellipsoid.SemiMinorAxis * scale);
        }

        return "Lambert_Conformal_Conic_2SP";
    }

    public string Albers()
    {
        Origin("latitude_of_origin", "central_meridian");
        Computed["standard_parallel_1"] = Value(0, "standard_parallel_1");
        Computed["standard_parallel_2"] = Value(Computed["standard_parallel_1"], "standard_parallel_2");
        AlmostSphere();
        return "Albers_Conic_Equal_Area";
    }

    /// <summary>With a scale, or with the parallel whose scale is 1.</summary>
    public string Mercator()
    {
        Origin("latitude_of_origin", "central_meridian");
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(Value(0, "standard_parallel_1")));
        Computed["scale_factor"] = Value(1, "scale_factor") * cos / Math.Sqrt(1 - (ellipsoid.EccentricitySquared * sin * sin));
        return "Mercator_1SP";
    }

    public string? PseudoMercator()
    {
        Origin("latitude_of_origin", "central_meridian");
        var isPlain = Value(0, "auxiliary_sphere_type") == 0 && Value(0, "standard_parallel_1") == 0 && Value(1, "scale_factor") == 1;
        return isPlain ? "Popular_Visualisation_Pseudo-Mercator" : null;
    }

    public string LambertAzimuthalEqualArea()
    {
        Origin("latitude_of_origin", "central_meridian");
        AlmostSphere();
        return "Lambert_Azimuthal_Equal_Area";
    }

    /// <summary>The angle to the grid's north is the azimuth unless given.</summary>
    public string ObliqueMercator(string className)
    {
        Origin("latitude_of_center", "longitude_of_center");
        Computed["azimuth"] = Value(0, "azimuth");
        Computed["rectified_grid_angle"] = Value(Computed["azimuth"], "rectified_grid_angle", "xy_plane_rotation");
        Computed["scale_factor"] = Value(1, "scale_factor");
        return className;
    }

    public string? Krovak()
    {
        Origin("latitude_of_center", "central_meridian");
        Computed["azimuth"] = Value(30.288139752777777, "azimuth");
        Computed["pseudo_standard_parallel_1"] = Value(78.5, "pseudo_standard_parallel_1");
        Computed["scale_factor"] = Value(1, "scale_factor");
        var (x, y, rotation) = (Value(-1, "x_scale"), Value(1, "y_scale"), Value(raw.ContainsKey("x_scale") ? 0 : 90, "xy_plane_rotation"));
        return (x, y, rotation) is (-1, 1, 90) or (1, 1, 0) ? "Krovak" : null;
    }

    void Origin(string latitude, string longitude)
    {
        Computed[latitude] = Value(0, "latitude_of_origin", "latitude_of_center", "central_parallel");
        Computed[longitude] = Value(0, "central_meridian", "longitude_of_center", "longitude_of_origin");
        Computed["false_easting"] = Value(0, "false_easting");
        Computed["false_northing"] = Value(0, "false_northing");
    }

    /// <summary>
    /// The class's formulas for a sphere are wrong or divide by the eccentricity; a flattening of 1e-11 is less than 0.1 mm.
    /// </summary>
    void AlmostSphere()
    {
        if (ellipsoid.Flattening == 0)
        {
            Axes(ellipsoid.SemiMajorAxis, ellipsoid.SemiMajorAxis * (1 - 1e-11));
        }
    }

    void Axes(double major, double minor)
    {
        Computed["semi_major"] = major;
        Computed["semi_minor"] = minor;
    }

    double Value(double otherwise, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (raw.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return otherwise;
    }
}
