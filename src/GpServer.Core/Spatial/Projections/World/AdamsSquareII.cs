using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// Adams' world in a square II (Adams, Elliptic functions applied to conformal world maps, US Coast and Geodetic Survey Special Publication
/// 112, 1925): conformal but at the poles and on the equator at ±180°, which are the corners, on the axes. With the isometric
/// latitude ψ, w = tan ((λ + iψ) / 4) takes the world to a disc, and the lemniscate's integral that to the square; the scale in the
/// middle is one half.
/// </summary>
readonly struct AdamsSquareII : IWorldMap
{
    public (double X, double Y) Forward(double longitude, double latitude)
    {
        if (Outline.PolarDistance(latitude) < 1e-16)
        {
            return (0, Math.CopySign(2 * Lemniscate.Corner, latitude));
        }

        var isometric = Math.Asinh(Math.Tan(latitude));
        var sine = Complex.Sin(new Complex(longitude / 4, isometric / 4));
        // The cosine of (λ + iψ) / 2, whose real part is taken from the angle to ±180°, since it vanishes at these corners.
        var (sinEdge, cosEdge) = Math.SinCos((Math.PI - Math.Abs(longitude)) / 2);
        var cosine = new Complex(sinEdge * Math.Cosh(isometric / 2), -Math.CopySign(cosEdge, longitude) * Math.Sinh(isometric / 2));
        var place = 2 * sine * Lemniscate.IntegralF((1 + cosine) / 2, cosine, 1);
        return (place.Real, place.Imaginary);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        const double Side = 2 * Lemniscate.Corner;
        var fromMiddle = Math.Abs(x) + Math.Abs(y);
        if (!(fromMiddle <= Side + Outline.Tolerance))
        {
            return (double.NaN, double.NaN);
        }

        var shrink = fromMiddle > Side ? Side / fromMiddle : 1;
        var w = Lemniscate.Sine(new Complex(x * shrink / 2, y * shrink / 2));
        // 4 arctan w. Rounding may take w out of the disc.
        var square = Math.Min(1, (w.Real * w.Real) + (w.Imaginary * w.Imaginary));
        var longitude = 2 * Math.Atan2(2 * w.Real, 1 - square);
        var isometric = 2 * Math.Atanh(Math.Clamp(2 * w.Imaginary / (1 + square), -1, 1));
        var latitude = Math.Atan(Math.Sinh(isometric));
        return (Outline.PolarDistance(latitude) < 1e-12 ? 0 : longitude, latitude);
    }
}
