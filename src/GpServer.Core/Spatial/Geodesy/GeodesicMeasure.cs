using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// Lengths and areas on the ellipsoid of geometry in longitude and latitude (x and y in degrees) whose edges are geodesics, after
/// C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), section 6. Immutable, for many threads.
/// </summary>
/// <remarks>
/// An edge is the shortest geodesic between its ends, whatever its difference of longitudes, so the antimeridian needs no care and a ring
/// may run around a pole. Lengths are exact to nanometres, areas to about 0.1 m² for each edge of any length.
/// </remarks>
public sealed class GeodesicMeasure
{
    readonly Geodesic _geodesic;
    readonly GeodesicAreaSeries _series;
    readonly double _authalicRadiusSquared;

    public GeodesicMeasure(Geodesic geodesic)
    {
        ArgumentNullException.ThrowIfNull(geodesic);
        _geodesic = geodesic;
        _series = new GeodesicAreaSeries(geodesic.ThirdFlattening);
        double a = geodesic.Ellipsoid.SemiMajorAxis, b = geodesic.PolarRadius, e = Math.Sqrt(geodesic.EccentricitySquared);

        // Equation 60.
        _authalicRadiusSquared = ((a * a) + (b * b * (e > 0 ? Math.Atanh(e) / e : 1))) / 2;
    }

    /// <summary>The area of the whole ellipsoid in square metres.</summary>
    public double EllipsoidArea => 4 * Math.PI * _authalicRadiusSquared;

    /// <summary>The length of a line or of all lines of a geometry (for polygons of all rings) in metres; 0 for points.</summary>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/>: a coordinate is not a longitude and a latitude.</exception>
    public double Length(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return geometry switch
        {
            Point => 0,
            LineString line => Length(line.CoordinateSequence),
            Polygon polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing).Sum(ring => Length(ring.CoordinateSequence)),
            _ => Enumerable.Range(0, geometry.NumGeometries).Sum(i => Length(geometry.GetGeometryN(i))),
        };
    }

    /// <summary>
    /// The area of a polygon without its holes, or of all polygons of a geometry, in square metres; 0 for points and lines. Of the two
    /// sides of a ring the smaller one counts. Not negative for valid polygons; their orientation does not matter.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/>: a coordinate is not a longitude and a latitude.</exception>
    public double Area(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return geometry switch
        {
            Polygon polygon => Math.Abs(SignedArea(polygon.ExteriorRing.CoordinateSequence))
                - polygon.InteriorRings.Sum(ring => Math.Abs(SignedArea(ring.CoordinateSequence))),
            GeometryCollection => Enumerable.Range(0, geometry.NumGeometries).Sum(i => Area(geometry.GetGeometryN(i))),
            _ => 0,
        };
    }

    /// <summary>
    /// The area of a ring in square metres, positive when it runs counter-clockwise around the smaller of the two parts into which it
    /// divides the ellipsoid. A ring that is not closed is closed. Areas wound twice count twice.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/>: a coordinate is not a longitude and a latitude.</exception>
    public double SignedArea(CoordinateSequence ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        double below = 0, turns = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var next = i + 1 == ring.Count ? 0 : i + 1;
            Check(ring, i);
            Check(ring, next);
            below += AreaBelow(ring.GetX(i), ring.GetY(i), ring.GetX(next), ring.GetY(next), out var longitude);
            turns += longitude;
        }

        // Around a pole, what lies between the ring and the equator is taken from the half of the ellipsoid.
        var area = (Math.Round(turns / 360) * EllipsoidArea / 2) - below;
        area = Math.IEEERemainder(area, EllipsoidArea);
        return area == -EllipsoidArea / 2 ? -area : area;
    }

    double Length(CoordinateSequence line)
    {
        var length = 0.0;
        for (var i = 0; i < line.Count; i++)
        {
            Check(line, i);
            length += i == 0 ? 0 : _geodesic.Inverse(line.GetY(i - 1), line.GetX(i - 1), line.GetY(i), line.GetX(i)).Distance;
        }

        return length;
    }

    static void Check(CoordinateSequence points, int i)
    {
        double x = points.GetX(i), y = points.GetY(i);
        if (!double.IsFinite(x) || !(Math.Abs(y) <= 90))
        {
            throw new GpException(
                GpError.InvalidParameter,
                FormattableString.Invariant($"The point ({x}, {y}) is not a longitude and a latitude from -90 to 90 degrees."));
        }
    }

    /// <summary>
    /// The area between an edge, the meridians of its ends and the equator (equations 58 and 59), positive for an edge that runs east
    /// on the northern hemisphere.
    /// </summary>
    double AreaBelow(double longitude1, double latitude1, double longitude2, double latitude2, out double difference)
    {
        difference = Angle.Normalize(longitude2 - longitude1);
        if (Math.Abs(latitude1) == 90 || Math.Abs(latitude2) == 90)
        {
            // All meridians meet in the pole: the edge runs on one of them, and turns to the other where it costs nothing.
            return Math.Sign(Math.Abs(latitude1) == 90 ? latitude1 : latitude2) * EllipsoidArea / 2 * (difference / 360);
        }

        var segment = _geodesic.Inverse(latitude1, longitude1, latitude2, longitude2);
        if (segment.Distance == 0 || difference == 0)
        {
            return 0;
        }

        var (sinAlpha1, cosAlpha1) = Angle.SinCos(segment.Azimuth1);
        var (sinAlpha2, cosAlpha2) = Angle.SinCos(segment.Azimuth2);
        var (sinBeta1, cosBeta1) = _geodesic.ReducedLatitude(latitude1);
        var (sinBeta2, cosBeta2) = _geodesic.ReducedLatitude(latitude2);
        var sinAlpha0 = sinAlpha1 * cosBeta1;
        var cosAlpha0 = double.Hypot(cosAlpha1, sinAlpha1 * sinBeta1);
        double sinSigma1 = sinBeta1, cosSigma1 = cosAlpha1 * cosBeta1, sinSigma2 = sinBeta2, cosSigma2 = cosAlpha2 * cosBeta2;
        Angle.MakeUnit(ref sinSigma1, ref cosSigma1);
        Angle.MakeUnit(ref sinSigma2, ref cosSigma2);
        var eps = GeodesicSeries.Epsilon(_geodesic.SecondEccentricitySquared * cosAlpha0 * cosAlpha0);
        var omega = double.DegreesToRadians(difference) + LongitudeLag(eps, sinAlpha0, sinSigma1, cosSigma1, sinSigma2, cosSigma2);
        var excess = ExcessOfNear(omega, sinBeta1, cosBeta1, sinBeta2, cosBeta2) ?? Math.Atan2(
            (sinAlpha2 * cosAlpha1) - (cosAlpha2 * sinAlpha1),
            (cosAlpha2 * cosAlpha1) + (sinAlpha2 * sinAlpha1));
        return (_authalicRadiusSquared * excess) + Deviation(eps, sinAlpha0, cosAlpha0, sinSigma1, cosSigma1, sinSigma2, cosSigma2);
    }

    /// <summary>
    /// ω12 - λ12, by how much the difference of longitudes on the auxiliary sphere is more than on the ellipsoid: f sin α0 (I3(σ2) - I3(σ1))
    /// (equation 8). Found from the azimuths at its ends, ω12 itself would have an error of the last digit of an angle however short the edge is,
    /// which is some square millimetres for each; here the error is that of the small difference alone.
    /// </summary>
    double LongitudeLag(double eps, double sinAlpha0, double sinSigma1, double cosSigma1, double sinSigma2, double cosSigma2)
    {
        var series = _geodesic.Series;
        Span<double> c = stackalloc double[GeodesicSeries.LongitudeOrder];
        series.C3(eps, c);
        var sigma = Math.Atan2((sinSigma2 * cosSigma1) - (cosSigma2 * sinSigma1), (cosSigma2 * cosSigma1) + (sinSigma2 * sinSigma1));
        var bent = GeodesicSeries.SineSum(sinSigma2, cosSigma2, c) - GeodesicSeries.SineSum(sinSigma1, cosSigma1, c);
        return _geodesic.Flattening * sinAlpha0 * series.A3(eps) * (sigma + bent);
    }

    /// <summary>
    /// α2 - α1, the spherical excess of the area below, by the tangent of its half, which keeps the digits of short edges:
    /// tan(E/2) = tan(ω12/2) (tan(β1/2) + tan(β2/2)) / (1 + tan(β1/2) tan(β2/2)) (equation 64). Null for edges that are nearly half a turn
    /// long, whose azimuths say it better.
    /// </summary>
    static double? ExcessOfNear(double omega, double sinBeta1, double cosBeta1, double sinBeta2, double cosBeta2)
    {
        var (sinOmega, cosOmega) = Math.SinCos(omega);
        if (sinBeta1 == 0 || sinBeta2 == 0 || cosOmega <= -0.7 || Math.Abs(sinBeta2 - sinBeta1) >= 1.75)
        {
            return null;
        }

        double shorter1 = 1 + cosBeta1, shorter2 = 1 + cosBeta2;
        return 2 * Math.Atan2(
            sinOmega * ((sinBeta1 * shorter2) + (sinBeta2 * shorter1)),
            (1 + cosOmega) * ((sinBeta1 * sinBeta2) + (shorter1 * shorter2)));
    }

    /// <summary>How the ellipsoid differs from the sphere of equal area: e²a² cos α0 sin α0 (I4(σ2) - I4(σ1)).</summary>
    double Deviation(
        double eps, double sinAlpha0, double cosAlpha0, double sinSigma1, double cosSigma1, double sinSigma2, double cosSigma2)
    {
        if (sinAlpha0 == 0 || cosAlpha0 == 0)
        {
            return 0;
        }

        Span<double> c = stackalloc double[GeodesicAreaSeries.Order];
        _series.C4(eps, c);
        var difference = GeodesicAreaSeries.CosineSum(sinSigma2, cosSigma2, c) - GeodesicAreaSeries.CosineSum(sinSigma1, cosSigma1, c);
        var a = _geodesic.Ellipsoid.SemiMajorAxis;
        return _geodesic.EccentricitySquared * a * a * cosAlpha0 * sinAlpha0 * difference;
    }
}
