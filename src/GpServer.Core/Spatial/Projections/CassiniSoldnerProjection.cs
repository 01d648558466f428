using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial;

/// <summary>
/// Cassini-Soldner (EPSG method 9806) by its definition: x is the length of the geodesic from the point to the central meridian, which it
/// meets at a right angle, and y the distance along the meridian to there. The formulas of Guidance Note 7-2 are the series of this in the
/// difference of longitude; they agree within a millimetre to some 4° and have no inverse of that accuracy.
/// </summary>
sealed class CassiniSoldnerProjection : IProjection
{
    readonly Geodesic _geodesic;
    readonly GeodesicOrigin _origin;
    readonly double _centralMeridian, _metresPerUnit, _falseEasting, _falseNorthing;
    readonly double _farthestX, _quadrant, _originFromEquator;

    /// <exception cref="GpException"><see cref="GpError.SpatialReference"/>: the ellipsoid is flatter than the earth's kind.</exception>
    public CassiniSoldnerProjection(ProjectionDefinition definition)
    {
        _geodesic = new Geodesic(definition.Ellipsoid);
        _origin = _geodesic.From(definition.Value("latitude_of_origin"), 0);
        _centralMeridian = definition.Radians("central_meridian");
        _metresPerUnit = definition.MetresPerUnit / definition.Value("scale_factor", 1);
        _falseEasting = definition.Value("false_easting");
        _falseNorthing = definition.Value("false_northing");
        // Twice as far geodesics are still the shortest ones, so that no place has two images.
        _farthestX = _geodesic.InjectivityRadius / 2 * (1 + 1e-12);
        _quadrant = Meridian(0, 90);
        _originFromEquator = Meridian(0, _origin.Latitude);
    }

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = Forward(double.RadiansToDegrees(Longitudes.OneTurn(xs[i] - _centralMeridian)), double.RadiansToDegrees(ys[i]));
            xs[i] = _falseEasting + (x / _metresPerUnit);
            ys[i] = _falseNorthing + (y / _metresPerUnit);
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = ((xs[i] - _falseEasting) * _metresPerUnit, (ys[i] - _falseNorthing) * _metresPerUnit);
            if (!(Math.Abs(x) <= _farthestX && Math.Abs(y + _originFromEquator) <= 2 * _quadrant * (1 + 1e-12)))
            {
                (xs[i], ys[i]) = (double.NaN, double.NaN);
                continue;
            }

            // Beyond a pole the azimuth turns, and with it the right angle to it.
            var foot = _origin.Direct(0, y);
            var place = _geodesic.Direct(foot.Latitude, foot.Longitude, foot.Azimuth + 90, x);
            xs[i] = Longitudes.OneTurn(_centralMeridian + double.DegreesToRadians(place.Longitude));
            ys[i] = double.DegreesToRadians(place.Latitude);
        }
    }

    /// <summary>The meridian halves the geodesic between a point and its mirror image.</summary>
    (double X, double Y) Forward(double longitude, double latitude)
    {
        if (!double.IsFinite(longitude + latitude))
        {
            return (double.NaN, double.NaN);
        }

        var isBeyondPole = Math.Abs(longitude) > 90;
        var side = isBeyondPole ? 180 - Math.Abs(longitude) : Math.Abs(longitude);
        var mirrored = _geodesic.Inverse(latitude, -side, latitude, side);
        var length = mirrored.Distance / 2;
        if (length > _farthestX)
        {
            return (double.NaN, double.NaN);
        }

        var foot = _geodesic.Direct(latitude, -side, mirrored.Azimuth1, length).Latitude;
        var y = isBeyondPole
            ? (foot < 0 ? -2 * _quadrant : 2 * _quadrant) - Meridian(0, foot) - _originFromEquator
            : Meridian(_origin.Latitude, foot);
        return (Math.CopySign(length, longitude), y);
    }

    /// <summary>Metres to the north along a meridian.</summary>
    double Meridian(double from, double to) => Math.CopySign(_geodesic.Inverse(from, 0, to, 0).Distance, to - from);
}
