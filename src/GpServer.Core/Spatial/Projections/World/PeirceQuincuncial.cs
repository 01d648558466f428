using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// Peirce quincuncial, north polar (Peirce, American Journal of Mathematics 2 (1879); Snyder and Voxland, USGS Professional Paper 1453, page
/// 235): the stereographic map of the northern hemisphere, a disc, goes to a square by the lemniscate's integral. The southern one is cut
/// along four meridians into triangles, mirrored at the sides. Conformal but where the cuts begin.
/// </summary>
/// <param name="turn">Radians by which the map is turned clockwise from where the inner square has its corners on the axes.</param>
readonly struct PeirceQuincuncial(double turn) : IWorldMap
{
    const double Quadrant = Math.PI / 2;
    const double Corner = Lemniscate.Corner;

    readonly double _sinTurn = Math.Sin(turn), _cosTurn = Math.Cos(turn);

    /// <summary>The map is a square of level sides.</summary>
    public static PeirceQuincuncial Square { get; } = new(0);

    /// <summary>The inner square has level sides, the outer one stands on a corner.</summary>
    public static PeirceQuincuncial Diamond { get; } = new(Math.PI / 4);

    /// <summary>Four quarters between the meridians of the cuts.</summary>
    public static IReadOnlyList<MapSheet> Sheets(double centralMeridian) =>
    [
        .. Enumerable.Range(0, 4).Select(i => centralMeridian - (Math.PI / 4) + (i * Quadrant))
            .Select(west => new MapSheet(west, -Math.PI / 2, west + Quadrant, Math.PI / 2)),
    ];

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        // The cut that begins each quarter belongs to it.
        var quarter = Math.Floor((longitude + (Math.PI / 4)) / Quadrant);
        var fromMiddle = longitude - (quarter * Quadrant);
        // From the nearer corner, in whose direction the real axis is laid.
        var isNearEast = fromMiddle >= 0;
        var angle = isNearEast ? fromMiddle - (Math.PI / 4) : fromMiddle + (Math.PI / 4);
        var place = OfHemisphere(angle, Math.Abs(latitude));
        if (latitude < 0)
        {
            place = isNearEast
                ? new(Corner + place.Imaginary, -Corner + place.Real)
                : new(Corner - place.Imaginary, Corner - place.Real);
        }

        var corner = quarter - (isNearEast ? 0 : 1);
        var (x, y) = Turn(place, corner);
        return (2 * ((_cosTurn * x) + (_sinTurn * y)), 2 * ((_cosTurn * y) - (_sinTurn * x)));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        (x, y) = (((_cosTurn * x) - (_sinTurn * y)) / 2, ((_cosTurn * y) + (_sinTurn * x)) / 2);
        (x, y) = (Outline.Within(x, Corner), Outline.Within(y, Corner));
        var isSouth = Math.Abs(x) + Math.Abs(y) > Corner;
        if (isSouth)
        {
            (x, y) = (Math.CopySign(Corner - Math.Abs(y), x), Math.CopySign(Corner - Math.Abs(x), y));
        }

        var w = Lemniscate.Sine(new Complex(x, y));
        var fromPole = 2 * Math.Atan(Math.Min(1, Complex.Abs(w)));
        var latitude = isSouth ? fromPole - (Math.PI / 2) : (Math.PI / 2) - fromPole;
        // The south pole is four corners; the one of the quarter leads back to it.
        var longitude = fromPole > 1e-12 ? w.Phase : isSouth ? Math.Atan2(Math.CopySign(1, y), Math.CopySign(1, x)) : -Math.PI / 4;
        return (Longitudes.OneTurn(longitude + (Math.PI / 4)), latitude);
    }

    /// <summary>
    /// A place of the northern hemisphere in the square with corners on the axes; the angle is counterclockwise from the corner on the real
    /// axis, by 45° at most.
    /// </summary>
    static Complex OfHemisphere(double angle, double latitude)
    {
        var (sin, cos) = Math.SinCos(angle);
        // tan² of half the angle to the pole, and 1 less it.
        var up = Math.Sin(latitude);
        var radius = Math.Tan(Outline.PolarDistance(latitude) / 2);
        var (square, missing) = (radius * radius, 2 * up / (1 + up));
        // 1 - w², which vanishes at the corner, and 1 + w².
        var (cosTwice, sinTwice) = ((cos - sin) * (cos + sin), 2 * sin * cos);
        var below = new Complex(missing + (2 * square * sin * sin), -square * sinTwice);
        var above = new Complex(1 + (square * cosTwice), square * sinTwice);
        return new Complex(radius * cos, radius * sin) * Lemniscate.IntegralF(below, above, 1);
    }

    /// <summary>Counterclockwise by a number of right angles.</summary>
    static (double X, double Y) Turn(Complex place, double quarters) => ((int)quarters & 3) switch
    {
        0 => (place.Real, place.Imaginary),
        1 => (-place.Imaginary, place.Real),
        2 => (-place.Real, -place.Imaginary),
        _ => (place.Imaginary, -place.Real),
    };
}
