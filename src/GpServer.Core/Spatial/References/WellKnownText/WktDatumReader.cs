namespace GpServer.Core.Spatial;

/// <summary>Reads the datum of a geographic system: its ellipsoid, zero meridian and shift.</summary>
static class WktDatumReader
{
    /// <summary>Metres; the ellipsoids of known bodies measure from some 10 m to 70,000 km.</summary>
    public const double LargestAxis = 1e9;

    /// <summary>Paris in the grads of its own systems, as OGC 01-009 has it; Esri and GDAL write degrees there too.</summary>
    const double ParisGrads = 2.5969213;

    /// <param name="geographic">The geographic system.</param>
    /// <param name="bound">The shift of a transformation around the system, which counts before one inside; null without one.</param>
    public static GeodeticDatum Read(WktNode geographic, HelmertShift? bound)
    {
        var node = Node(geographic);
        var (shift, ellipsoid) = (bound ?? Shift(node), Ellipsoid(node));
        return new GeodeticDatum(shift is null ? node.Name : null, ellipsoid, null, shift)
        {
            Body = shift is null ? CelestialBody.Of(node.Name, ellipsoid) : CelestialBody.Earth,
        };
    }

    public static WktNode Node(WktNode geographic) => geographic.Required("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE");

    /// <summary>
    /// SPHEROID["name", semi-major axis, inverse flattening]; in metres, but for another unit inside it in version 2. An inverse flattening
    /// of 0 stands for a sphere.
    /// </summary>
    public static Ellipsoid Ellipsoid(WktNode datum)
    {
        var spheroid = datum.Required("SPHEROID", "ELLIPSOID");
        var axis = spheroid.RequiredNumber(0) * (WktUnit.Length(spheroid)?.Factor ?? 1);
        var inverse = spheroid.RequiredNumber(1);
        return axis > 0 && axis <= LargestAxis && (inverse == 0 || inverse > 1)
            ? new Ellipsoid(axis, inverse == 0 ? 0 : 1 / inverse)
            : throw spheroid.Unreadable("a positive semi-major axis and an inverse flattening above 1, or 0, were expected");
    }

    /// <summary>Degrees east of Greenwich.</summary>
    public static double PrimeMeridian(WktNode geographic, WktUnit? unit)
    {
        if (geographic.Child("PRIMEM", "PRIMEMERIDIAN") is not { } node)
        {
            return 0;
        }

        var value = node.RequiredNumber(0);
        var isVersion1 = geographic.Keyword == "GEOGCS";
        var isParis = isVersion1 && unit is { IsGrad: true } && Math.Abs(value - ParisGrads) < 1e-6;
        var own = WktUnit.Angle(node) ?? (isVersion1 && !isParis ? WktUnit.Degree : unit ?? WktUnit.Degree);
        var degrees = own.Degrees(value);
        return Math.Abs(degrees) <= 360
            ? degrees
            : throw node.Unreadable(
                FormattableString.Invariant($"the zero meridian is {value} where a longitude within ±360° was expected"));
    }

    /// <summary>TOWGS84 with three or seven numbers; null when it is not there. Zeros still lead from one ellipsoid to another.</summary>
    public static HelmertShift? Shift(WktNode datum)
    {
        if (datum.Child("TOWGS84") is not { } node)
        {
            return null;
        }

        return node.Numbers switch
        {
            [var x, var y, var z] => Checked(new HelmertShift(x, y, z, 0, 0, 0, 0), node),
            [var x, var y, var z, var rx, var ry, var rz, var ppm] => Checked(new HelmertShift(x, y, z, rx, ry, rz, ppm), node),
            _ => throw node.Unreadable($"TOWGS84 needs 3 or 7 numbers and has {node.Numbers.Count}"),
        };
    }

    /// <summary>
    /// The rotation is by small angles and the scale near 1. The largest of known systems are 3,000 m, 90" and 500 ppm.
    /// </summary>
    public static HelmertShift Checked(HelmertShift shift, WktNode node)
    {
        var isSmall = Math.Max(Math.Abs(shift.X), Math.Max(Math.Abs(shift.Y), Math.Abs(shift.Z))) <= 1e5
            && Math.Max(Math.Abs(shift.Rx), Math.Max(Math.Abs(shift.Ry), Math.Abs(shift.Rz))) <= 3600
            && Math.Abs(shift.Ppm) <= 1e5;
        return isSmall ? shift : throw node.Unreadable("a shift within 100 km, a degree and 100,000 ppm was expected");
    }
}
