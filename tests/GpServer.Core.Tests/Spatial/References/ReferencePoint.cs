using System.Globalization;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>A place on WGS 84 in degrees, in a system, and what the way back makes of it.</summary>
sealed record ReferencePoint(int Wkid, double Longitude, double Latitude, double X, double Y, double BackLongitude, double BackLatitude)
{
    const double EarthRadius = 6378137;

    static SpatialReferences References => SpatialReferences.Default;

    public static ReferencePoint Parse(string line)
    {
        var cells = line.Split(',');
        var numbers = Array.ConvertAll(cells, cell => double.Parse(cell, CultureInfo.InvariantCulture));
        return new ReferencePoint(
            int.Parse(cells[0], CultureInfo.InvariantCulture),
            numbers[1],
            numbers[2],
            numbers[3],
            numbers[4],
            numbers[1] + (numbers[5] * 1e-10),
            numbers[2] + (numbers[6] * 1e-10));
    }

    /// <summary>Metres between our x and y and those of the file; NaN when we have none.</summary>
    public double ForwardError()
    {
        var system = References.Get(Wkid);
        var (x, y) = Transformed(References.Wgs84, system, Longitude, Latitude);
        return system.IsGeographic
            ? Metres((x - X) * system.UnitFactor, (y - Y) * system.UnitFactor, double.DegreesToRadians(Latitude))
            : double.Hypot(x - X, y - Y) * system.UnitFactor;
    }

    /// <summary>Metres between our longitude and latitude of x and y and those of the file; NaN when we have none.</summary>
    public double InverseError()
    {
        var (longitude, latitude) = Transformed(References.Get(Wkid), References.Wgs84, X, Y);
        return Metres(
            double.DegreesToRadians(longitude - BackLongitude),
            double.DegreesToRadians(latitude - BackLatitude),
            double.DegreesToRadians(BackLatitude));
    }

    static double Metres(double east, double north, double latitude) =>
        EarthRadius * double.Hypot(Math.IEEERemainder(east, Math.Tau) * Math.Cos(latitude), north);

    static (double X, double Y) Transformed(SpatialReference from, SpatialReference to, double x, double y)
    {
        double[] xs = [x];
        double[] ys = [y];
        References.Transform(from, to).Apply(xs, ys);
        return (xs[0], ys[0]);
    }
}
