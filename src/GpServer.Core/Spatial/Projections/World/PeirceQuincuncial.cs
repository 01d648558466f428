using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// Peirce quincuncial, north polar (Peirce, American Journal of Mathematics 2 (1879); Snyder and Voxland, USGS Professional Paper 1453):
/// the stereographic map of the northern hemisphere, a disc, goes to a square by the lemniscate's integral. The southern one is cut along
/// four meridians into triangles, mirrored at the sides. Conformal but where the cuts begin. Both directions along the sides are bent as
/// <see cref="SquareSeries"/> says.
/// </summary>
/// <param name="turn">Radians by which the map is turned from where the inner square has level sides.</param>
readonly struct PeirceQuincuncial(double turn) : IWorldMap
{
    const double RightAngle = Math.PI / 2;
    const double Quarter = JacobiHalf.Quarter;

    readonly double _sinTurn = Math.Sin(turn), _cosTurn = Math.Cos(turn);

    /// <summary>The outer square has level sides.</summary>
    public static PeirceQuincuncial Square { get; } = new(Math.PI / 4);

    /// <summary>The inner square has level sides, the outer one stands on a corner.</summary>
    public static PeirceQuincuncial Diamond { get; } = new(0);

    /// <summary>Four quarters between the meridians of the cuts.</summary>
    public static IReadOnlyList<MapSheet> Sheets(double centralMeridian) =>
    [
        .. Enumerable.Range(0, 4).Select(i => centralMeridian - (Math.PI / 4) + (i * RightAngle))
            .Select(west => new MapSheet(west, -Math.PI / 2, west + RightAngle, Math.PI / 2)),
    ];

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        // The cut that begins each quarter belongs to it. Its side of the square is turned to the east.
        var quarter = Math.Floor((longitude + (Math.PI / 4)) / RightAngle);
        var place = OfHemisphere(longitude - (quarter * RightAngle), Math.Abs(latitude));
        var x = latitude < 0 ? PeirceMirror.Reflect(place.Real) : SquareSeries.FromExact(place.Real);
        return Turn(_cosTurn, _sinTurn, Turn((int)quarter - 1, (x, SquareSeries.FromExact(place.Imaginary))));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var place = Turn(_cosTurn, -_sinTurn, (x, y));
        var quarter = Math.Abs(place.X) >= Math.Abs(place.Y) ? (place.X >= 0 ? 1 : 3) : (place.Y >= 0 ? 2 : 0);
        var (toSide, along) = Turn(1 - quarter, place);
        var isSouth = toSide > SquareSeries.Quarter;
        var real = isSouth ? PeirceMirror.Back(Outline.Within(toSide, 2 * Quarter)) : SquareSeries.ToExact(toSide);
        var imaginary = Outline.Within(SquareSeries.ToExact(along), real);
        var w = Lemniscate.Sine(new Complex(real + imaginary, imaginary - real) * Math.Sqrt(0.125));
        var fromPole = 2 * Math.Atan(Math.Min(1, Complex.Abs(w)));
        var latitude = isSouth ? fromPole - (Math.PI / 2) : (Math.PI / 2) - fromPole;
        // The south pole is at four corners; the middle of the quarter leads back to the same.
        var longitude = fromPole > 1e-12 ? w.Phase + (Math.PI / 4) + (quarter * RightAngle) : isSouth ? quarter * RightAngle : 0;
        return (Longitudes.OneTurn(longitude), latitude);
    }

    /// <summary>
    /// A place of the northern hemisphere in the exact square with level sides, from the angle to the middle of the eastern side, 45° at
    /// most.
    /// </summary>
    static Complex OfHemisphere(double fromMiddle, double latitude)
    {
        // The lemniscate's integral has the nearer corner on the real axis.
        var corner = fromMiddle >= 0 ? Math.PI / 4 : -Math.PI / 4;
        var (sin, cos) = Math.SinCos(fromMiddle - corner);
        // tan of half the angle to the pole, and 1 less its square.
        var up = Math.Sin(latitude);
        var radius = Math.Tan(Outline.PolarDistance(latitude) / 2);
        var (square, missing) = (radius * radius, 2 * up / (1 + up));
        // 1 - w², which vanishes at the corner, and 1 + w².
        var (cosTwice, sinTwice) = ((cos - sin) * (cos + sin), 2 * sin * cos);
        var below = new Complex(missing + (2 * square * sin * sin), -square * sinTwice);
        var above = new Complex(1 + (square * cosTwice), square * sinTwice);
        var place = new Complex(radius * cos, radius * sin) * Lemniscate.IntegralF(below, above, 1);
        return place * new Complex(Math.Sqrt(2), Math.CopySign(Math.Sqrt(2), corner));
    }

    /// <summary>Counterclockwise by a number of right angles.</summary>
    static (double X, double Y) Turn(int quarters, (double X, double Y) place) => (quarters & 3) switch
    {
        0 => place,
        1 => (-place.Y, place.X),
        2 => (-place.X, -place.Y),
        _ => (place.Y, -place.X),
    };

    static (double X, double Y) Turn(double cos, double sin, (double X, double Y) place) =>
        ((cos * place.X) - (sin * place.Y), (cos * place.Y) + (sin * place.X));
}
