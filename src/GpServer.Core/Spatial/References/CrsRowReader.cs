namespace GpServer.Core.Spatial;

/// <summary>Turns a row of the table into what is computed.</summary>
static class CrsRowReader
{
    public static CoordinateSystem Read(CrsRow row)
    {
        var root = WktParser.Parse(row.ComputedText)[0];
        var geographic = row.IsGeographic ? root : root.Required("GEOGCS");
        return new CoordinateSystem
        {
            Name = row.Name,
            UnitName = row.Unit,
            UnitFactor = row.UnitFactor,
            Datum = ReadDatum(row, geographic.Required("DATUM")),
            PrimeMeridian = row.IsGeographic ? double.DegreesToRadians(row.PrimeMeridian) : 0,
            Projection = row.IsGeographic ? null : ReadProjection(row, root),
            SouthWest = row.IsSouthWest,
            AreaOfUse = row.AreaOfUse,
        };
    }

    static GeodeticDatum ReadDatum(CrsRow row, WktNode datum)
    {
        var baseWkid = row.IsGeographic ? row.Wkid : row.BaseWkid;
        return new GeodeticDatum(datum.Name, ReadEllipsoid(datum), baseWkid, row.HasShift ? ReadShift(datum) : null)
        {
            Body = row.IsOnEarth ? CelestialBody.Earth : CelestialBody.Named(datum.Name),
        };
    }

    /// <summary>SPHEROID["name", semi-major axis in metres, inverse flattening]; inverse flattening 0 stands for a sphere.</summary>
    internal static Ellipsoid ReadEllipsoid(WktNode datum)
    {
        var spheroid = datum.Child("ELLIPSOID") ?? datum.Required("SPHEROID");
        var (axis, inverse) = (spheroid.RequiredNumber(0), spheroid.RequiredNumber(1));
        if (axis <= 0 || inverse < 0 || (inverse > 0 && inverse <= 1))
        {
            throw spheroid.Unreadable("a positive semi-major axis and an inverse flattening above 1, or 0, were expected");
        }

        return new Ellipsoid(axis, inverse == 0 ? 0 : 1 / inverse);
    }

    /// <summary>TOWGS84 with three or seven numbers; null when it is not there. Zeros still lead from one ellipsoid to another.</summary>
    internal static HelmertShift? ReadShift(WktNode datum)
    {
        if (datum.Child("TOWGS84") is not { } node)
        {
            return null;
        }

        var numbers = node.Numbers;
        return numbers.Count switch
        {
            3 => new HelmertShift(numbers[0], numbers[1], numbers[2], 0, 0, 0, 0),
            7 => new HelmertShift(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]),
            _ => throw node.Unreadable($"TOWGS84 needs 3 or 7 numbers and has {numbers.Count}"),
        };
    }

    static ProjectionDefinition ReadProjection(CrsRow row, WktNode root)
    {
        var parameters = new Dictionary<string, double>();
        foreach (var parameter in root.Children.Where(child => child.Keyword == "PARAMETER"))
        {
            parameters[parameter.Name] = parameter.RequiredNumber(0);
        }

        var ellipsoid = ReadEllipsoid(root.Required("GEOGCS").Required("DATUM"));
        var className = ClassName(row, root.Required("PROJECTION").Name);
        if (row.Method == "Peirce Quincuncial (Diamond)")
        {
            parameters["option"] = 1;
        }

        return new ProjectionDefinition(row.Method, className, ellipsoid, row.UnitFactor, parameters);
    }

    /// <summary>
    /// The name in the text, but one is used for two methods: EPSG's equidistant cylindrical is one of the ellipsoid, while Esri's systems
    /// of that method are spherical in its software.
    /// </summary>
    static string ClassName(CrsRow row, string name) =>
        row.IsEpsg && row.Method == "Equidistant Cylindrical" ? "Equidistant_Cylindrical_Ellipsoidal" : name;
}
