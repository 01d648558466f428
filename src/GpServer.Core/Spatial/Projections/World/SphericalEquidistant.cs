namespace GpServer.Core.Spatial;

/// <summary>
/// Equidistant cylindrical on a sphere (EPSG method 1029; Snyder, USGS Professional Paper 1395, page 91): plate carrée when the true
/// parallel is the equator.
/// </summary>
/// <param name="trueParallel">Radians.</param>
/// <param name="origin">Radians of the latitude where y is 0.</param>
readonly struct SphericalEquidistant(double trueParallel, double origin) : IParallels
{
    readonly double _width = Math.Cos(trueParallel);
    readonly double _origin = origin;

    public (double Width, double Y) At(double latitude) => (_width, latitude - _origin);

    public (double Width, double Latitude) Through(double y) => (_width, Outline.Within(y + _origin, Math.PI / 2));
}
