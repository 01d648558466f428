using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// An edge as it is drawn: straight in longitude and latitude (degrees), over a parameter from 0 to 1. In general it is no geodesic, so
/// it has an azimuth and a curvature at each of its places.
/// </summary>
readonly struct GeodesicEdge(Geodesic geodesic, Coordinate from, Coordinate to)
{
    /// <summary>The least radius of curvature of the ellipsoid, b²/a. On larger spheres what lies ahead comes together later.</summary>
    readonly double _leastRadius = geodesic.PolarRadius * geodesic.PolarRadius / geodesic.Ellipsoid.SemiMajorAxis;

    double Eastward => to.X - from.X;

    double Northward => to.Y - from.Y;

    /// <summary>The larger of its differences of longitude and latitude in degrees.</summary>
    public double Span => Math.Max(Math.Abs(Eastward), Math.Abs(Northward));

    public (double Longitude, double Latitude) At(double t) => t switch
    {
        0 => (from.X, from.Y),
        1 => (to.X, to.Y),
        _ => (from.X + (t * Eastward), Math.Clamp(from.Y + (t * Northward), -90, 90)),
    };

    /// <summary>
    /// The direction of travel in degrees clockwise from north: tan α = N cos φ dλ / (M dφ) with the radii of curvature N of the prime
    /// vertical and M of the meridian, whose ratio M/N is (1 - e²) / (1 - e² sin² φ).
    /// </summary>
    public double Azimuth(double t)
    {
        var (sin, cos) = Angle.SinCos(At(t).Latitude);
        var e2 = geodesic.EccentricitySquared;
        return Angle.Atan2(cos * Eastward, Northward * ((1 - e2) / (1 - (e2 * sin * sin))));
    }

    /// <summary>
    /// How far to the right (side 1) or left (-1) neighbouring perpendiculars run before they meet: tan (r/R) = 1/κ, where
    /// κ = -tan φ sin α (1 + cos² α) is the curvature of the edge on the sphere of radius 1, positive to the right: of dα/ds, which
    /// follows from tan α = cos φ dλ/dφ, the change tan φ sin α that a geodesic has itself is no curvature. In metres.
    /// </summary>
    public double FocalDistance(double t, int side)
    {
        var (sin, cos) = Angle.SinCos(At(t).Latitude);
        double curvature;
        if (cos == 0)
        {
            curvature = Northward == 0 ? 0 : -2 * sin * Eastward / Northward;
        }
        else
        {
            var (sinAzimuth, cosAzimuth) = Angle.SinCos(Azimuth(t));
            curvature = -sin / cos * sinAzimuth * (1 + (cosAzimuth * cosAzimuth));
        }

        return _leastRadius * Math.Atan2(1, side * curvature);
    }
}
