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
