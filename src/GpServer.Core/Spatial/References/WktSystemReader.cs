namespace GpServer.Core.Spatial;

/// <summary>Turns the elements of well-known text (PROJCS or GEOGCS) into what is computed.</summary>
static class WktSystemReader
{
    /// <param name="root">PROJCS or GEOGCS.</param>
    /// <param name="knownDatum">The datum of a GEOGCS that is a known system, for its shift to WGS 84; null for others.</param>
    public static CoordinateSystem Read(WktNode root, Func<WktNode, GeodeticDatum?> knownDatum)
    {
        var geographic = root.Keyword == "PROJCS" ? root.Required("GEOGCS") : root;
        var unit = Unit(root);
        var meridian = geographic.Child("PRIMEM")?.RequiredNumber(0) ?? 0;
        var datum = ReadDatum(geographic, knownDatum);
        return new CoordinateSystem
        {
            Name = root.Name,
            UnitName = unit.Name,
            UnitFactor = unit.Factor,
            Datum = datum,
            PrimeMeridian = ReferenceEquals(root, geographic) ? double.DegreesToRadians(meridian) : 0,
            Projection = ReferenceEquals(root, geographic)
                ? null
                : WktProjectionReader.Read(root, datum.Ellipsoid, Unit(geographic).Factor, meridian, unit.Factor),
            SouthWest = WktProjectionReader.IsSouthWest(root),
        };
    }

    static GeodeticDatum ReadDatum(WktNode geographic, Func<WktNode, GeodeticDatum?> knownDatum)
    {
        var node = geographic.Required("DATUM");
        if (node.Child("TOWGS84") is null && knownDatum(geographic) is { } known)
        {
            return known;
        }

        var (shift, ellipsoid) = (CrsRowReader.ReadShift(node), CrsRowReader.ReadEllipsoid(node));
        return new GeodeticDatum(shift is null ? node.Name : null, ellipsoid, null, shift)
        {
            Body = shift is null ? CelestialBody.Of(node.Name, ellipsoid) : CelestialBody.Earth,
        };
    }

    /// <summary>UNIT["name", metres or radians].</summary>
    static (string Name, double Factor) Unit(WktNode system)
    {
        var unit = system.Required("UNIT");
        return unit.RequiredNumber(0) is > 0 and var factor ? (unit.Name, factor) : throw unit.Unreadable("a unit needs a positive factor");
    }
}
