namespace GpServer.Core.Spatial;

/// <summary>Gall's stereographic (Snyder and Voxland, USGS Professional Paper 1453): true at 45° north and south.</summary>
readonly struct GallStereographic : IParallels
{
    static readonly double Across = 1 / Math.Sqrt(2);
    static readonly double Up = 1 + Across;

    public (double Width, double Y) At(double latitude) => (Across, Up * Math.Tan(latitude / 2));

    public (double Width, double Latitude) Through(double y) => (Across, 2 * Math.Atan(Outline.Within(y, Up) / Up));
}
