namespace GpServer.Core.Spatial;

/// <summary>
/// Van der Grinten I (Snyder, USGS Professional Paper 1395, pages 239 to 242), the world in a circle of radius π; here in units of that.
/// A meridian is the circle x² + y² - 1 = -x (1 - l²) / l through l = λ/π on the equator, a parallel the circle through (0, t) and the rim
/// at the height s / (2 - s), s = 2 |φ| / π and t = tan (asin (s) / 2). From both follow a quadratic equation for x, and t from x and y as
/// a root of the cubic y t³ - (x² + y²) t² - t + y.
/// </summary>
readonly struct VanDerGrinten : IWorldMap
{
    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var l = Math.Abs(longitude) / Math.PI;
        var fromPole = Outline.PolarDistance(latitude) * 2 / Math.PI;
        var s = 1 - fromPole;
        var cos = Math.Sqrt(fromPole * (1 + s));
        var rim = s / (2 - s);
        // How fast parallels rise to the east.
        var rise = s * s * (1 + (cos / (1 + s))) / (2 * (2 - s) * (1 + cos));
        var n = 1 - (l * l);
        // a u² + b u - c = 0 for u = x / l.
        var (a, b) = ((l * l) + (rise * rise * n * n), n * (1 - (2 * rise * rim)));
        var c = 4 * fromPole / ((2 - s) * (2 - s));
        var denominator = b + Math.Sqrt((b * b) + (4 * a * c));
        var u = denominator == 0 ? 0 : 2 * c / denominator;
        return (Math.CopySign(Math.PI * l * u, longitude), Math.CopySign(Math.PI * (rim - (rise * n * u)), latitude));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (east, north) = (Math.Abs(x) / Math.PI, Math.Abs(y) / Math.PI);
        var square = (east * east) + (north * north);
        if (!(Math.Sqrt(square) <= 1 + Outline.Tolerance))
        {
            return (double.NaN, double.NaN);
        }

        var inside = Math.Max(0, 1 - square);
        var denominator = inside + Math.Sqrt((inside * inside) + (4 * east * east));
        // Within millimetres of a pole all meridians meet.
        var l = denominator < 1e-12 ? 0 : Math.Min(1, 2 * east / denominator);
        var w = FromTop(east, 1 - north);
        var fromPole = w * w / (1 + ((1 - w) * (1 - w)));
        return (Math.CopySign(Math.PI * l, x), Math.CopySign(Math.PI / 2 * (1 - fromPole), y));
    }

    /// <summary>
    /// 1 - t. The cubic is written in this, since t is a double root at the pole; it rises from 0 or less to 0 or more between 0 and 1.
    /// </summary>
    static double FromTop(double east, double below)
    {
        var (square, y) = ((east * east) + (below * below), 1 - below);
        var (linear, quadratic) = ((2 * square) - below, (3 * y) - ((east * east) + (y * y)));
        var (low, high) = (0.0, 1.0);
        var w = Math.Clamp(below, 0, 1);
        for (var i = 0; i < 100; i++)
        {
            var value = -square + (w * (linear + (w * (quadratic - (w * y)))));
            var slope = linear + (w * ((2 * quadratic) - (3 * w * y)));
            (low, high) = value > 0 ? (low, w) : (w, high);
            var next = w - (value / slope);
            next = next >= low && next <= high ? next : (low + high) / 2;
            if (Math.Abs(next - w) < 1e-15)
            {
                return next;
            }

            w = next;
        }

        return w;
    }
}
