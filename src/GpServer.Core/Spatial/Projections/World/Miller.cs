namespace GpServer.Core.Spatial;

/// <summary>Miller cylindrical (Snyder, USGS Professional Paper 1395, pages 87 and 88): Mercator at four fifths of the latitude.</summary>
readonly struct Miller : IParallels
{
    static readonly double North = Math.Asinh(Math.Tan(0.4 * Math.PI)) / 0.8;

    public (double Width, double Y) At(double latitude) => (1, Math.Asinh(Math.Tan(0.8 * latitude)) / 0.8);

    public (double Width, double Latitude) Through(double y) => (1, Math.Atan(Math.Sinh(0.8 * Outline.Within(y, North))) / 0.8);
}
