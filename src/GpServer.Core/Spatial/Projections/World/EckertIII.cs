namespace GpServer.Core.Spatial;

/// <summary>Eckert III (Snyder and Voxland, USGS Professional Paper 1453): elliptical meridians, even parallels.</summary>
readonly struct EckertIII : IParallels
{
    static readonly double Across = 2 / Math.Sqrt(Math.PI * (4 + Math.PI));
    static readonly double Up = 2 * Across;

    public (double Width, double Y) At(double latitude) => (Width(latitude), Up * latitude);

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = Outline.Within(y, Up * Math.PI / 2) / Up;
        return (Width(latitude), latitude);
    }

    static double Width(double latitude)
    {
        var share = 2 * latitude / Math.PI;
        return Across * (1 + Math.Sqrt(Math.Max(0, (1 - share) * (1 + share))));
    }
}
