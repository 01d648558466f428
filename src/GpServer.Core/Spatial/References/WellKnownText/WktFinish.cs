namespace GpServer.Core.Spatial;

/// <summary>
/// What some methods need beyond the names of parameters: other ways to say the same, and checks. Formulas: EPSG Guidance Note 7-2.
/// </summary>
static class WktFinish
{
    const double ClosePole = 90 - 1e-9;

    /// <summary>A negative scale makes x the westing and y the southing.</summary>
    public static void SouthOrientated(WktProjection projection) =>
        projection.Parameters["scale_factor"] = -projection.Parameters["scale_factor"];

    /// <summary>
    /// One or two standard parallels. A scale is that of an ellipsoid enlarged by it, since the class takes none: the radii of the cone's
    /// map grow with the axes.
    /// </summary>
    public static void LambertConformalConic(WktProjection projection)
    {
        var first = projection.Value(WktRole.Parallel1, projection.Parameters["latitude_of_origin"]);
        projection.Parameters["standard_parallel_1"] = first;
        projection.Parameters["standard_parallel_2"] = projection.Value(WktRole.Parallel2, first);
        Cone(projection);
        projection.Parameters.Remove("scale_factor", out var scale);
        if (scale != 1)
        {
            projection.ProjectFrom(projection.Ellipsoid.SemiMajorAxis * scale, projection.Ellipsoid.SemiMinorAxis * scale);
        }
    }

    /// <summary>EPSG method 9803: the map is turned by a = 29.2985", which is a turn of the meridians by a / n.</summary>
    public static void BelgianConic(WktProjection projection)
    {
        const double turn = 29.2985 / 3600;
        Cone(projection);
        var isometric = new IsometricLatitude(projection.Ellipsoid);
        var first = double.DegreesToRadians(projection.Parameters["standard_parallel_1"]);
        var second = double.DegreesToRadians(projection.Parameters["standard_parallel_2"]);
        var n = Math.Abs(first - second) < 1e-12
            ? Math.Sin(first)
            : (Math.Log(Radius(first, projection.Ellipsoid)) - Math.Log(Radius(second, projection.Ellipsoid)))
                / (isometric.FromGeodetic(second) - isometric.FromGeodetic(first));
        projection.Parameters["central_meridian"] += turn / n;
    }

    public static void Albers(WktProjection projection)
    {
        OneParallel(projection);
        AlmostSphere(projection);
    }

    /// <summary>Two parallels, of which one may be left out, that make a cone: not opposite to each other.</summary>
    public static void OneParallel(WktProjection projection)
    {
        if (!projection.Has(WktRole.Parallel2))
        {
            projection.Parameters["standard_parallel_2"] = projection.Parameters["standard_parallel_1"];
        }

        Cone(projection);
    }

    /// <summary>
    /// The class's formulas for a sphere are wrong or divide by the eccentricity; a flattening of 1e-11 is less than 0.1 mm.
    /// </summary>
    public static void AlmostSphere(WktProjection projection)
    {
        if (projection.Ellipsoid.Flattening == 0)
        {
            projection.ProjectFrom(projection.Ellipsoid.SemiMajorAxis, projection.Ellipsoid.SemiMajorAxis * (1 - 1e-11));
        }
    }

    /// <summary>With a scale, or with the parallel whose scale is 1; or Web Mercator in the forms of old.</summary>
    public static void Mercator(WktProjection projection)
    {
        if (WktWebMercator.IsMeant(projection.Root))
        {
            (projection.ClassName, projection.Method) = ("Popular_Visualisation_Pseudo-Mercator", "Popular Visualisation Pseudo Mercator");
            PseudoMercator(projection);
            projection.Parameters.Remove("scale_factor");
            return;
        }

        projection.Parameters["scale_factor"] *=
            Radius(double.DegreesToRadians(projection.Value(WktRole.Parallel1, 0)), projection.Ellipsoid);
    }

    /// <summary>
    /// Esri's Mercator_Auxiliary_Sphere: type 0 has the radius of the equator, 1 that of the pole, 2 that of the sphere of equal area
    /// (Snyder 1987, 3-13); geodetic latitudes are put on that sphere. Type 3 puts authalic latitudes there, which no class does.
    /// </summary>
    public static void PseudoMercator(WktProjection projection)
    {
        var ellipsoid = projection.Ellipsoid;
        var radius = projection.Value(WktRole.SphereType, 0) switch
        {
            0 => ellipsoid.SemiMajorAxis,
            1 => ellipsoid.SemiMinorAxis,
            2 => AuthalicRadius(ellipsoid),
            var type => throw projection.Root.Unreadable($"Auxiliary_Sphere_Type is {type:R} where 0, 1 or 2 was expected"),
        };
        var scale = projection.Value(WktRole.Scale, 1) * Math.Cos(double.DegreesToRadians(projection.Value(WktRole.Parallel1, 0)));
        if (radius == ellipsoid.SemiMajorAxis && scale == 1)
        {
            // The class takes a sphere of the semi-major axis anyway.
            projection.Parameters.Remove("semi_minor");
            return;
        }

        (projection.ClassName, projection.Method) = ("Mercator_1SP", "Mercator (Spherical)");
        projection.Parameters["scale_factor"] = scale;
        projection.ProjectFrom(radius, radius);
    }

    /// <summary>At a pole it is the polar stereographic projection, variant A.</summary>
    public static void Stereographic(WktProjection projection)
    {
        if (Math.Abs(projection.Parameters["latitude_of_origin"]) >= ClosePole)
        {
            (projection.ClassName, projection.Method) = ("Polar_Stereographic", "Polar Stereographic (variant A)");
        }
    }

    public static void PolarVariantA(WktProjection projection)
    {
        if (Math.Abs(projection.Parameters["latitude_of_origin"]) < ClosePole)
        {
            throw Unexpected(projection, "latitude_of_origin", "90 or -90");
        }
    }

    public static void PolarVariantB(WktProjection projection)
    {
        if (projection.Parameters["latitude_of_origin"] == 0)
        {
            throw projection.Root.Unreadable(
                $"the standard parallel of {projection.Method} is 0 where a northern or southern one was expected");
        }
    }

    public static void StereographicNorthPole(WktProjection projection) => PoleOf(projection, 1);

    public static void StereographicSouthPole(WktProjection projection) => PoleOf(projection, -1);

    /// <summary>
    /// GDAL's name for variant A, and for variant B when latitude_of_origin is not a pole but the parallel of scale 1; some write that
    /// parallel as standard_parallel_1.
    /// </summary>
    public static void PolarStereographic(WktProjection projection)
    {
        projection.Parameters.Remove("standard_parallel_1");
        if (projection.Has(WktRole.Parallel1))
        {
            projection.Parameters["latitude_of_origin"] = projection.Value(WktRole.Parallel1, 0);
        }

        projection.Method = "Polar Stereographic (variant A)";
        if (Math.Abs(projection.Parameters["latitude_of_origin"]) >= ClosePole)
        {
            return;
        }

        projection.Method = "Polar Stereographic (variant B)";
        PolarVariantB(projection);
        projection.Parameters.Remove("scale_factor", out var scale);
        if (scale != 1)
        {
            throw projection.Root.Unreadable($"scale_factor is {scale:R} where 1 was expected with a standard parallel");
        }
    }

    /// <summary>
    /// The angle to the grid's north is the azimuth unless given. A line due east meets the aposphere's equator far away, so that variant A
    /// of it has no useful origin; older GDAL wrote the Swiss grids so and meant variant B.
    /// </summary>
    public static void ObliqueMercator(WktProjection projection)
    {
        var azimuth = projection.Parameters["azimuth"];
        var angle = projection.Value(WktRole.GridAngle, projection.Value(WktRole.PlaneRotation, azimuth));
        projection.Parameters["rectified_grid_angle"] = angle;
        if (azimuth == 90 && angle == 90)
        {
            (projection.ClassName, projection.Method) =
                ("Hotine_Oblique_Mercator_Azimuth_Center", "Hotine Oblique Mercator (variant B)");
        }
    }

    /// <summary>EPSG method 9814 is variant B of Hotine's with an azimuth of 90° (Guidance Note 7-2, 3.2.2).</summary>
    public static void SwissObliqueMercator(WktProjection projection) =>
        projection.Parameters["azimuth"] = projection.Parameters["rectified_grid_angle"] = 90;

    /// <summary>
    /// Esri turns the axes by X_Scale -1, Y_Scale 1 and XY_Plane_Rotation 90 to east and north, and leaves south and west with 1, 1 and 0.
    /// </summary>
    public static void Krovak(WktProjection projection)
    {
        projection.Parameters["azimuth"] = projection.Value(WktRole.Azimuth, 30.288139752777777);
        projection.Parameters["pseudo_standard_parallel_1"] = projection.Value(WktRole.PseudoParallel, 78.5);
        if (!projection.Has(WktRole.XScale) && !projection.Has(WktRole.YScale) && !projection.Has(WktRole.PlaneRotation))
        {
            return;
        }

        var turn = (projection.Value(WktRole.XScale, 1), projection.Value(WktRole.YScale, 1), projection.Value(WktRole.PlaneRotation, 0));
        projection.IsAxesGiven = true;
        projection.Axes = turn switch
        {
            (-1, 1, 90) => WktAxes.EastNorth,
            (1, 1, 0) => WktAxes.SouthWest,
            _ => throw projection.Root.Unreadable(
                $"X_Scale, Y_Scale and XY_Plane_Rotation are {turn} where (-1, 1, 90) or (1, 1, 0) was expected"),
        };
    }

    /// <summary>Esri's standard parallel of Bonne is the latitude of the origin elsewhere.</summary>
    public static void ParallelIsOrigin(WktProjection projection) => projection.Parameters["latitude_of_origin"] =
        projection.Value(WktRole.Parallel1, projection.Parameters["latitude_of_origin"]);

    /// <summary>The cylindrical equal-area projection true at 30°.</summary>
    public static void Behrmann(WktProjection projection) => projection.Parameters["standard_parallel_1"] = 30;

    /// <summary>Esri's option 0 sweeps about y, 1 about x.</summary>
    public static void Geostationary(WktProjection projection)
    {
        projection.Parameters.Remove("option", out var option);
        if (option != 0)
        {
            (projection.ClassName, projection.Method) = ("Geostationary_Satellite_(Sweep_X)", "Geostationary Satellite (Sweep X)");
        }
    }

    /// <summary>
    /// Esri's option 0 is in one piece, 1 interrupted in the oceans, 2 on land, which is also what the class does without one.
    /// </summary>
    public static void GoodeHomolosine(WktProjection projection)
    {
        switch (projection.Parameters["option"])
        {
            case 0:
                break;
            case 1:
                projection.Parameters.Remove("option");
                (projection.ClassName, projection.Method) = ("Interrupted_Goode_Homolosine", "Interrupted Goode Homolosine");
                break;
            case 2:
                projection.Parameters.Remove("option");
                projection.Method = "Interrupted Goode Homolosine Ocean";
                break;
            case var option:
                throw projection.Root.Unreadable(FormattableString.Invariant($"Option is {option} where 0, 1 or 2 was expected"));
        }
    }

    /// <summary>Esri's option 0 is a square, 1 a diamond.</summary>
    public static void PeirceQuincuncial(WktProjection projection)
    {
        if (projection.Parameters["option"] != 0)
        {
            Diamond(projection);
        }
    }

    public static void Diamond(WktProjection projection)
    {
        projection.Parameters["option"] = 1;
        projection.Method = "Peirce Quincuncial (Diamond)";
    }

    public static void Cone(WktProjection projection)
    {
        var (first, second) = (projection.Parameters["standard_parallel_1"], projection.Parameters["standard_parallel_2"]);
        if (Math.Abs(first + second) < 1e-9)
        {
            throw projection.Root.Unreadable(
                $"the standard parallels {first:R} and {second:R} of {projection.Method} came where two that make a cone were expected");
        }
    }

    /// <summary>Without a standard parallel or with the pole for it, the scale is 1 at the pole.</summary>
    static void PoleOf(WktProjection projection, int sign)
    {
        var parallel = projection.Value(WktRole.Parallel1, sign * 90);
        if (parallel * sign <= 0)
        {
            throw projection.Root.Unreadable($"Standard_Parallel_1 is {parallel:R} in {projection.Method}, which is of the other pole");
        }

        projection.Parameters["latitude_of_origin"] = parallel;
        projection.Method = "Polar Stereographic (variant B)";
    }

    /// <summary>Of a parallel, where the semi-major axis is 1.</summary>
    static double Radius(double latitude, Ellipsoid ellipsoid)
    {
        var (sin, cos) = Math.SinCos(latitude);
        return cos / Math.Sqrt(1 - (ellipsoid.EccentricitySquared * sin * sin));
    }

    static double AuthalicRadius(Ellipsoid ellipsoid)
    {
        var e = Math.Sqrt(ellipsoid.EccentricitySquared);
        var q = e == 0 ? 2 : 1 + ((1 - (e * e)) * Math.Atanh(e) / e);
        return ellipsoid.SemiMajorAxis * Math.Sqrt(q / 2);
    }

    static GpException Unexpected(WktProjection projection, string name, string expected) =>
        projection.Root.Unreadable($"{name} is {projection.Parameters[name]:R} in {projection.Method} where {expected} was expected");
}
