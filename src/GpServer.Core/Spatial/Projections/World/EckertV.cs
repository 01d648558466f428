namespace GpServer.Core.Spatial;

/// <summary>Eckert V (Snyder and Voxland, USGS Professional Paper 1453): sinusoidal meridians, even parallels.</summary>
readonly struct EckertV : IParallels
{
    static readonly double Across = 1 / Math.Sqrt(2 + Math.PI);
    static readonly double Up = 2 * Across;

    public (double Width, double Y) At(double latitude) => (Width(latitude), Up * latitude);

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = Outline.Within(y, Up * Math.PI / 2) / Up;
        return (Width(latitude), latitude);
    }

    static double Width(double latitude) => Across * (1 + Math.Cos(latitude));
}
