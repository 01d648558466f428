namespace GpServer.Core.Spatial;

/// <summary>Distances along a meridian of an ellipsoid, from the equator, northward positive.</summary>
sealed class MeridianArc
{
    readonly double[] _toRectifying, _toGeodetic;

    public MeridianArc(Ellipsoid ellipsoid)
    {
        var n = ellipsoid.ThirdFlattening;
        Radius = LatitudeSeries.RectifyingRadius(ellipsoid.SemiMajorAxis, n);
        _toRectifying = LatitudeSeries.RectifyingFromGeodetic(n);
        _toGeodetic = LatitudeSeries.GeodeticFromRectifying(n);
    }

    /// <summary>Metres per radian of rectifying latitude; a quarter of the meridian is π/2 of these.</summary>
    public double Radius { get; }

    /// <summary>Metres from the equator to a latitude in radians.</summary>
    public double Distance(double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        return Radius * (latitude + LatitudeSeries.Sum(_toRectifying, sin, cos));
    }

    /// <summary>The latitude in radians at a distance in metres from the equator.</summary>
    public double Latitude(double distance)
    {
        var rectifying = distance / Radius;
        var (sin, cos) = Math.SinCos(rectifying);
        return rectifying + LatitudeSeries.Sum(_toGeodetic, sin, cos);
    }
}
