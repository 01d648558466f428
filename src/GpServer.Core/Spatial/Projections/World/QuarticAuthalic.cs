namespace GpServer.Core.Spatial;

/// <summary>Quartic authalic (Snyder and Voxland, USGS Professional Paper 1453; Siemon 1937, Adams 1944).</summary>
readonly struct QuarticAuthalic : IParallels
{
    static readonly double North = Math.Sqrt(2);

    public (double Width, double Y) At(double latitude) => (Width(latitude), 2 * Math.Sin(latitude / 2));

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = 2 * Math.Asin(Outline.Within(y, North) / 2);
        return (Width(latitude), latitude);
    }

    static double Width(double latitude) => Math.Cos(latitude) / Math.Cos(latitude / 2);
}
