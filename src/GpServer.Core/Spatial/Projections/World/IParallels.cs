namespace GpServer.Core.Spatial;

/// <summary>The parallels of a map on which they are straight, level and evenly divided, in units of the radius.</summary>
interface IParallels
{
    /// <summary>The length of one radian of longitude on a parallel, and where the parallel is.</summary>
    (double Width, double Y) At(double latitude);

    /// <summary>The parallel at a y, NaN beyond both poles by more than <see cref="Outline.Tolerance"/>.</summary>
    (double Width, double Latitude) Through(double y);
}
