namespace GpServer.Core.Spatial;

/// <summary>Turns the elements of well-known text into what is computed.</summary>
static class WktSystemReader
{
    public static IReadOnlySet<string> GeographicKeywords { get; } =
        new HashSet<string> { "GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "BASEGEOGCRS", "BASEGEODCRS" };

    static readonly string[] BaseKeywords = ["GEOGCS", "BASEGEOGCRS", "BASEGEODCRS"];

    /// <summary>A system, by itself or bound by a transformation to WGS 84.</summary>
    /// <param name="text">The systems in the text.</param>
    /// <param name="knownDatum">The datum of a geographic system that is known, for its shift to WGS 84; null for others.</param>
    public static WktSystem Read(WktRoots text, Func<WktSystem, GeodeticDatum?> knownDatum) =>
        Read(text.Horizontal, text.Bound is { } bound ? WktBoundReader.Read(bound) : null, knownDatum);

    static WktSystem Read(WktNode root, HelmertShift? bound, Func<WktSystem, GeodeticDatum?> knownDatum)
    {
        var isProjected = WktRoots.IsProjected(root.Keyword);
        var geographic = isProjected ? root.Required(BaseKeywords) : root;
        var plain = Geographic(geographic, bound, isProjected && WktWebMercator.IsMeant(root));
        var datum = plain.Shift is null ? knownDatum(plain) ?? plain.System.Datum : plain.System.Datum;
        if (!isProjected)
        {
            return plain with { System = plain.System with { Datum = datum } };
        }

        var length = WktUnit.Length(root) ?? root.All("AXIS").Select(WktUnit.Length).FirstOrDefault(unit => unit is not null)
            ?? throw root.Unreadable($"{root.Keyword} has no UNIT");
        var meridian = double.RadiansToDegrees(plain.System.PrimeMeridian);
        var projection = WktProjectionReader.Read(
            root, datum.Ellipsoid, new WktUnit("", plain.System.UnitFactor), meridian, length);
        return plain with
        {
            Root = root,
            IsUnitStated = true,
            IsAxesStated = projection.IsAxesStated,
            AlsoMethod = projection.AlsoMethod,
            System = new CoordinateSystem
            {
                Name = root.Name,
                UnitName = length.Name,
                UnitFactor = length.Factor,
                Datum = datum,
                Projection = projection.Definition,
                SouthWest = projection.Axes == WktAxes.SouthWest,
                AreaOfUse = WktAreaReader.Read(root),
            },
        };
    }

    static WktSystem Geographic(WktNode node, HelmertShift? bound, bool isUnshifted)
    {
        if (node.Child("DERIVINGCONVERSION") is { } derived)
        {
            throw derived.Unreadable("a geographic system derived from another, such as one with a rotated pole, is not read");
        }

        if (node.Child("CS") is { } axes && axes.Children.Exists(kind => kind.Keyword == "CARTESIAN"))
        {
            throw axes.Unreadable("a geocentric system came where a geographic one was expected");
        }

        var isBase = BaseKeywords.Contains(node.Keyword) && node.Keyword != "GEOGCS";
        var unit = WktUnit.Angle(node) ?? node.All("AXIS").Select(WktUnit.Angle).FirstOrDefault(found => found is not null);
        if (unit is null && !isBase)
        {
            throw node.Unreadable($"{node.Keyword} has no UNIT");
        }

        if (WktAxesReader.Read(node) is not (WktAxes.NotStated or WktAxes.EastNorth))
        {
            throw node.Child("AXIS")!.Unreadable("axes towards WEST or SOUTH came where EAST and NORTH were expected");
        }

        var datum = WktDatumReader.Read(node, bound);
        if (isUnshifted)
        {
            // Web Mercator has latitudes of WGS 84 whatever sphere and shift a text gives it.
            datum = new GeodeticDatum(WktDatumReader.Node(node).Name, datum.Ellipsoid, null, null);
        }

        return new WktSystem(node, node, new CoordinateSystem
        {
            Name = node.Name,
            UnitName = (unit ?? WktUnit.Degree).Name,
            UnitFactor = (unit ?? WktUnit.Degree).Factor,
            Datum = datum,
            PrimeMeridian = double.DegreesToRadians(WktDatumReader.PrimeMeridian(node, unit)),
            AreaOfUse = WktAreaReader.Read(node),
        })
        {
            DatumName = WktDatumReader.Node(node).Name,
            IsUnitStated = !isBase,
            IsAxesStated = true,
            Shift = datum.ToWgs84,
            IsBound = bound is not null,
        };
    }
}
