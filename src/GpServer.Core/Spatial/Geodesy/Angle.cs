namespace GpServer.Core.Spatial.Geodesy;

/// <summary>Angles in degrees whose sines and cosines are exact at multiples of 90 degrees.</summary>
static class Angle
{
    /// <summary>Stands for zero where a quotient of two vanishing terms must keep its direction; its square is not used.</summary>
    public const double Tiny = 1e-150;

    const double RadiansPerDegree = Math.PI / 180;

    public static double ToRadians(double degrees)
    {
        return degrees * RadiansPerDegree;
    }

    /// <summary>Reduced to [-180, 180] without rounding.</summary>
    public static double Normalize(double degrees)
    {
        return Math.IEEERemainder(degrees, 360);
    }

    /// <summary>
    /// Rounded to a multiple of 2⁻⁵⁷ when within 1/16 of 0, so that what is not 0 is at least 7e-18, less than a picometre on the earth:
    /// squares and quotients of smaller angles would be lost below the range of numbers. Greater angles have no finer digits anyway.
    /// </summary>
    public static double Round(double degrees)
    {
        const double near = 1 / 16.0;
        var size = Math.Abs(degrees);
        return size < near ? Math.CopySign(near - (near - size), degrees) : degrees;
    }

    /// <summary>
    /// From one longitude to another, any turns, in [-180, 180], and what rounding has cut from it, at most half a unit in the last place
    /// (the error of a sum after D. E. Knuth).
    /// </summary>
    public static (double Degrees, double Remainder) Difference(double from, double to)
    {
        var (start, end) = (-Normalize(from), Normalize(to));
        var sum = start + end;
        var part = sum - start;
        var rest = (start - (sum - part)) + (end - part);
        var turned = Normalize(sum);
        // On the antimeridian itself the rest tells the side.
        return (Math.Abs(turned) == 180 && rest != 0 ? Math.CopySign(180, -rest) : turned, rest);
    }

    /// <summary>Reduced to [-45, 45] before the functions are evaluated, so that the quadrant's ends are exact.</summary>
    public static (double Sin, double Cos) SinCos(double degrees)
    {
        var rest = Math.IEEERemainder(degrees, 90);
        var quadrant = (int)Math.IEEERemainder(Math.Round((degrees - rest) / 90), 4) & 3;
        var (sin, cos) = Math.SinCos(rest * RadiansPerDegree);
        return quadrant switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    public static double Atan2(double y, double x)
    {
        return Math.Atan2(y, x) / RadiansPerDegree;
    }

    /// <summary>Scaled to a sum of squares of 1.</summary>
    public static void MakeUnit(ref double sin, ref double cos)
    {
        var length = Math.Sqrt((sin * sin) + (cos * cos));
        sin /= length;
        cos /= length;
    }
}
