namespace GpServer.Core.Spatial;

/// <summary>A map whose parallels are straight, level and evenly divided; a cylindrical one when all are of one length.</summary>
readonly struct Pseudocylindrical<TParallels>(TParallels parallels) : IWorldMap
    where TParallels : struct, IParallels
{
    readonly TParallels _parallels = parallels;

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (width, y) = _parallels.At(latitude);
        return (longitude * width, y);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (width, latitude) = _parallels.Through(y);
        return (Outline.Longitude(x, width), latitude);
    }
}
