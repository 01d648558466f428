namespace GpServer.Core.Spatial;

/// <summary>A point of the unit sphere, or a vector in its space: x toward longitude 0 on the equator, z to the north.</summary>
readonly record struct Direction(double X, double Y, double Z)
{
    /// <summary>Radians.</summary>
    public double Longitude => Math.Atan2(Y, X);

    /// <summary>Radians; the length does not matter.</summary>
    public double Latitude => Math.Atan2(Z, Math.Sqrt((X * X) + (Y * Y)));

    public double Length => Math.Sqrt(Dot(this));

    public static Direction At(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude);
        return new(cos * cosLongitude, cos * sinLongitude, sin);
    }

    public static Direction operator *(double factor, Direction vector) => new(factor * vector.X, factor * vector.Y, factor * vector.Z);

    public static Direction operator +(Direction first, Direction second) =>
        new(first.X + second.X, first.Y + second.Y, first.Z + second.Z);

    public double Dot(Direction other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Direction Cross(Direction other) =>
        new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    /// <summary>Radians, exact for small angles and those near π.</summary>
    public double AngleTo(Direction other) => Math.Atan2(Cross(other).Length, Dot(other));
}
