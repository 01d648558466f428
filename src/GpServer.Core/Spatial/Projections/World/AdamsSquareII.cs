using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// Adams' world in a square II (Adams, Elliptic functions applied to conformal world maps, US Coast and Geodetic Survey Special Publication
/// 112, 1925; Snyder and Voxland, USGS Professional Paper 1453): conformal but at its corners, which are the poles and the
/// equator at ±180°, on the axes. With the isometric latitude ψ, w = tan ((λ + iψ) / 4) takes the world to a disc, and the lemniscate's
/// integral that to the square; the scale in the middle is one half. Both directions along the sides are bent as
/// <see cref="SquareSeries"/> says.
/// </summary>
readonly struct AdamsSquareII : IWorldMap
{
    /// <summary>The cosine and sine of 45°.</summary>
    static readonly double Diagonal = Math.Sqrt(0.5);

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var place = Square(longitude, latitude);
        var along = SquareSeries.FromExact(Diagonal * (place.Real + place.Imaginary));
        var across = SquareSeries.FromExact(Diagonal * (place.Imaginary - place.Real));
        return (Diagonal * (along - across), Diagonal * (along + across));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var along = SquareSeries.ToExact(Outline.Within(Diagonal * (x + y), SquareSeries.Quarter));
        var across = SquareSeries.ToExact(Outline.Within(Diagonal * (y - x), SquareSeries.Quarter));
        var w = Lemniscate.Sine(new Complex(along - across, along + across) * (Diagonal / 2));
        // 4 arctan w; the isometric latitude from the distances to the poles ±i, which keep their digits.
        var (real, imaginary) = (w.Real, w.Imaginary);
        var square = real * real;
        var longitude = 2 * Math.Atan2(2 * real, Math.Max(0, 1 - square - (imaginary * imaginary)));
        var (fromSouth, fromNorth) = (square + ((1 + imaginary) * (1 + imaginary)), square + ((1 - imaginary) * (1 - imaginary)));
        var latitude = Math.Atan(Math.Sinh(Math.Log(fromSouth / fromNorth)));
        return (Outline.PolarDistance(latitude) < 1e-12 ? 0 : longitude, latitude);
    }

    /// <summary>The place in the exact square with corners on the axes.</summary>
    static Complex Square(double longitude, double latitude)
    {
        if (Outline.PolarDistance(latitude) < 1e-16)
        {
            return new Complex(0, Math.CopySign(2 * Lemniscate.Corner, latitude));
        }

        var isometric = Math.Asinh(Math.Tan(latitude));
        var sine = Complex.Sin(new Complex(longitude / 4, isometric / 4));
        // The cosine of (λ + iψ) / 2, whose real part is taken from the angle to ±180°, since it vanishes at these corners.
        var (sinEdge, cosEdge) = Math.SinCos((Math.PI - Math.Abs(longitude)) / 2);
        var cosine = new Complex(sinEdge * Math.Cosh(isometric / 2), -Math.CopySign(cosEdge, longitude) * Math.Sinh(isometric / 2));
        return 2 * sine * Lemniscate.IntegralF((1 + cosine) / 2, cosine, 1);
    }
}
