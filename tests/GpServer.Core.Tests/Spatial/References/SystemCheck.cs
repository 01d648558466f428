using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Goes there and back in one system.</summary>
static class SystemCheck
{
    const double Degree = Math.PI / 180;

    public static SystemResult Run(TableSystem system, ILookup<(int Wkid, string Authority), ReferencePoint>? references)
    {
        var result = new SystemResult(system);
        try
        {
            result = RoundTrip(result);
            if (system.Reference.System.Datum.Body != CelestialBody.Earth)
            {
                return result;
            }

            result = WithShift(result);
            return references?[(system.Wkid, system.Authority)].ToArray() is { Length: > 0 } points ? Compare(result, points) : result;
        }
        catch (GpException refusal) when (refusal.Error == GpError.SpatialReference)
        {
            return result with { Refusal = refusal.Message };
        }
    }

    /// <summary>The projection alone, or unit and meridian of a geographic system.</summary>
    static SystemResult RoundTrip(SystemResult result)
    {
        var reference = result.System.Reference;
        var (outside, error) = ThereAndBack(reference.Geographic, reference);
        return result with { Outside = outside, RoundTrip = error };
    }

    static SystemResult WithShift(SystemResult result)
    {
        var (_, error) = ThereAndBack(SpatialReferences.Default.Wgs84, result.System.Reference);
        return result with { WithShift = error };
    }

    /// <summary>Places that are outside, and the worst error of the others.</summary>
    static (int Outside, double? Error) ThereAndBack(SpatialReference geographic, SpatialReference reference)
    {
        var (longitudes, latitudes) = Places(reference);
        var (xs, ys) = ((double[])longitudes.Clone(), (double[])latitudes.Clone());
        var outside = new CoordinateTransform(geographic, reference).Apply(xs, ys);
        var inside = xs.Select(double.IsFinite).ToArray();
        new CoordinateTransform(reference, geographic).Apply(xs, ys);
        var errors = Enumerable.Range(0, xs.Length).Where(i => inside[i])
            .Select(i => Metres(reference, xs[i] - longitudes[i], ys[i] - latitudes[i], latitudes[i]));
        return (outside, Worst(errors));
    }

    /// <summary>Beside points of PROJ, there and back.</summary>
    public static SystemResult Compare(SystemResult result, ReferencePoint[] points)
    {
        var (reference, world) = (result.System.Reference, SpatialReferences.Default.Wgs84);
        var (xs, ys) = (points.Select(point => point.Longitude).ToArray(), points.Select(point => point.Latitude).ToArray());
        new CoordinateTransform(world, reference).Apply(xs, ys);
        var forward = points.Select((point, i) => Distance(reference, xs[i] - point.X, ys[i] - point.Y, point.Latitude)).ToArray();

        (xs, ys) = (points.Select(point => point.X).ToArray(), points.Select(point => point.Y).ToArray());
        new CoordinateTransform(reference, world).Apply(xs, ys);
        var back = points.Select(
            (point, i) => Metres(world, xs[i] - point.BackLongitude, ys[i] - point.BackLatitude, point.BackLatitude)).ToArray();
        return result with { ToReference = Worst(forward), FromReference = Worst(back.Where((_, i) => HasBack(points[i]))) };
    }

    /// <summary>PROJ's own inverse may fail where its forward way does not.</summary>
    static bool HasBack(ReferencePoint point) => double.IsFinite(point.BackLongitude + point.BackLatitude);

    /// <summary>Of a system whose area of use nobody has said: a zone, or all.</summary>
    static (double West, double South, double East, double North) UnknownArea(SpatialReference reference) =>
        reference.System.Projection is { ClassName: "Transverse_Mercator" } zone
            ? (zone.Value("central_meridian") - 3, -80, zone.Value("central_meridian") + 3, 84)
            : (-180, -90, 180, 90);

    /// <summary>25 places of the area of use, none on its edge.</summary>
    static (double[] Longitudes, double[] Latitudes) Places(SpatialReference reference)
    {
        var (west, south, east, north) = reference.AreaOfUse ?? UnknownArea(reference);
        var width = east - west + (east < west ? 360 : 0);
        var places = (
            from across in Enumerable.Range(0, 5)
            from up in Enumerable.Range(0, 5)
            select (X: west + (width * (0.03 + (0.235 * across))), Y: south + ((north - south) * (0.03 + (0.235 * up))))).ToArray();
        return (places.Select(place => place.X).ToArray(), places.Select(place => place.Y).ToArray());
    }

    /// <summary>The largest; NaN when one is, null when there are none.</summary>
    static double? Worst(IEnumerable<double> errors) =>
        errors.Aggregate((double?)null, (worst, error) => worst is { } known ? Math.Max(known, error) : error);

    static double Distance(SpatialReference reference, double x, double y, double latitude) => reference.IsGeographic
        ? Metres(reference, x * reference.UnitFactor / Degree, y * reference.UnitFactor / Degree, latitude)
        : double.Hypot(x, y) * reference.UnitFactor;

    /// <summary>Of a difference in degrees.</summary>
    static double Metres(SpatialReference reference, double longitude, double latitude, double at) => reference.Ellipsoid.SemiMajorAxis
        * Degree * double.Hypot(Math.IEEERemainder(longitude, 360) * Math.Cos(at * Degree), latitude);
}
