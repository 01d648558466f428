namespace GpServer.Wire.Esri;

/// <summary>An ellipse.</summary>
/// <param name="Rotation">Of the longer axis, in radians counter-clockwise.</param>
/// <param name="Axis">Half of the longer axis.</param>
/// <param name="Ratio">The shorter axis by the longer.</param>
readonly record struct EllipseShape(double X, double Y, double Rotation, double Axis, double Ratio)
{
    public bool IsDrawable => Axis > 0 && Ratio > 0 && double.IsFinite(Axis * Ratio * Rotation);

    /// <summary>The eccentric anomaly under which a place is seen from the centre, in radians.</summary>
    public double AngleOf(double x, double y)
    {
        var (sin, cos) = Math.SinCos(Rotation);
        double dx = x - X, dy = y - Y;
        return Math.Atan2(((cos * dy) - (sin * dx)) / Ratio, (cos * dx) + (sin * dy));
    }

    /// <summary>The place on the ellipse of an eccentric anomaly.</summary>
    public (double X, double Y) At(double angle)
    {
        var (sin, cos) = Math.SinCos(Rotation);
        var (ellipseSin, ellipseCos) = Math.SinCos(angle);
        double along = Axis * ellipseCos, across = Axis * Ratio * ellipseSin;
        return (X + (cos * along) - (sin * across), Y + (sin * along) + (cos * across));
    }
}
