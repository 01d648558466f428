namespace GpServer.Core.Spatial;

/// <summary>Craster parabolic (Snyder and Voxland, USGS Professional Paper 1453): equal areas, meridians are parabolas.</summary>
readonly struct CrasterParabolic : IParallels
{
    static readonly double Across = Math.Sqrt(3 / Math.PI);
    static readonly double Up = Math.Sqrt(3 * Math.PI);

    public (double Width, double Y) At(double latitude) => (Width(latitude), Up * Math.Sin(latitude / 3));

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = 3 * Math.Asin(Outline.Within(y, Up / 2) / Up);
        return (Width(latitude), latitude);
    }

    static double Width(double latitude) => Across * ((2 * Math.Cos(2 * latitude / 3)) - 1);
}
