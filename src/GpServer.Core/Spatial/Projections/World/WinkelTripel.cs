namespace GpServer.Core.Spatial;

/// <summary>
/// Winkel tripel (Snyder and Voxland, USGS Professional Paper 1453): the mean of Aitoff's and an equidistant cylindrical map. The
/// inverse is Newton's method in both coordinates with the derivatives of Ipbüker and Bildirici (Third International Symposium on
/// Mathematical and Computational Applications, 2002).
/// </summary>
/// <param name="trueParallel">Radians of the parallel that is true in the cylindrical map.</param>
readonly struct WinkelTripel(double trueParallel) : IWorldMap
{
    /// <summary>Degrees of Winkel's own choice, the arccosine of 2/π.</summary>
    public const double UsualParallel = 50.4597762521898;

    const double Pole = Math.PI / 2;

    /// <summary>In radii, 6 µm on the Earth; rounding is a thousandth of this.</summary>
    const double Verified = 1e-12;

    readonly double _cosTrueParallel = Math.Cos(trueParallel);

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (x, y) = default(Aitoff).Forward(longitude, latitude);
        return ((x + (longitude * _cosTrueParallel)) / 2, (y + latitude) / 2);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        if (!(Math.Abs(y) <= Pole + Outline.Tolerance))
        {
            return (double.NaN, double.NaN);
        }

        var latitude = Math.Clamp(y, -Pole, Pole);
        var longitude = Math.Clamp(2 * x / (_cosTrueParallel + Math.Cos(latitude)), -Math.PI, Math.PI);
        for (var i = 0; i < 50; i++)
        {
            var (eastward, northward) = Step(longitude, latitude, x, y);
            (longitude, latitude) = (longitude - eastward, Math.Clamp(latitude - northward, -Pole, Pole));
            if (Math.Abs(eastward) + Math.Abs(northward) < 1e-14)
            {
                break;
            }
        }

        longitude = Outline.Within(longitude, Math.PI);
        var (reachedX, reachedY) = Forward(longitude, latitude);
        return double.Hypot(reachedX - x, reachedY - y) <= Verified + Outline.Tolerance ? (longitude, latitude) : (double.NaN, double.NaN);
    }

    /// <summary>How far a place is from where it should be, by the derivatives there.</summary>
    (double East, double North) Step(double longitude, double latitude, double x, double y)
    {
        var (sinHalf, cosHalf) = Math.SinCos(longitude / 2);
        var (sin, cos) = Math.SinCos(latitude);
        var toCenter = cos * cosHalf;
        var fromCenter = double.Hypot(cos * sinHalf, sin);
        // The angle to the centre over its sine, and the derivative of that by its cosine.
        var (ratio, bend) = (1.0, -1 / 3.0);
        if (fromCenter > 1e-4)
        {
            ratio = Math.Atan2(fromCenter, toCenter) / fromCenter;
            bend = ((toCenter * ratio) - 1) / (fromCenter * fromCenter);
        }
        else
        {
            ratio += fromCenter * fromCenter / 6;
        }

        var (byLongitude, byLatitude) = (-cos * sinHalf / 2, -sin * cosHalf);
        var xByLongitude = (cos * ((ratio * cosHalf / 2) + (bend * byLongitude * sinHalf))) + (_cosTrueParallel / 2);
        var xByLatitude = sinHalf * ((bend * byLatitude * cos) - (ratio * sin));
        var yByLongitude = bend * byLongitude * sin / 2;
        var yByLatitude = ((bend * byLatitude * sin) + (ratio * cos) + 1) / 2;
        var (missedX, missedY) = ((ratio * cos * sinHalf) + (longitude * _cosTrueParallel / 2) - x, (((ratio * sin) + latitude) / 2) - y);
        var determinant = (xByLongitude * yByLatitude) - (xByLatitude * yByLongitude);
        return (
            ((missedX * yByLatitude) - (missedY * xByLatitude)) / determinant,
            ((missedY * xByLongitude) - (missedX * yByLongitude)) / determinant);
    }
}
