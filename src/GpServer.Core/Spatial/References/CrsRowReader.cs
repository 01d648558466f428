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
        return new GeodeticDatum(datum.Name, WktDatumReader.Ellipsoid(datum), baseWkid, row.HasShift ? WktDatumReader.Shift(datum) : null)
        {
            Body = row.IsOnEarth ? CelestialBody.Earth : CelestialBody.Named(datum.Name),
            EvaluationPoint = EvaluationPoints.Of(row.ShiftName),
        };
    }

    static ProjectionDefinition ReadProjection(CrsRow row, WktNode root)
    {
        var parameters = new Dictionary<string, double>();
        foreach (var parameter in root.Children.Where(child => child.Keyword == "PARAMETER"))
        {
            parameters[parameter.Name] = parameter.RequiredNumber(0);
        }

        var ellipsoid = WktDatumReader.Ellipsoid(root.Required("GEOGCS").Required("DATUM"));
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
