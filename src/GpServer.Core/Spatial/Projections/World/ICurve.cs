namespace GpServer.Core.Spatial;

/// <summary>A smooth function of one number.</summary>
interface ICurve
{
    (double Value, double Slope) At(double argument);
}
