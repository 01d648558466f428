namespace GpServer.Core.Spatial;

/// <summary>Eckert I (Snyder and Voxland, USGS Professional Paper 1453): straight meridians broken at the equator.</summary>
readonly struct EckertI : IParallels
{
    static readonly double Scale = 2 * Math.Sqrt(2 / (3 * Math.PI));

    public (double Width, double Y) At(double latitude) => (Width(latitude), Scale * latitude);

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = Outline.Within(y, Scale * Math.PI / 2) / Scale;
        return (Width(latitude), latitude);
    }

    static double Width(double latitude) => Scale * (1 - (Math.Abs(latitude) / Math.PI));
}
