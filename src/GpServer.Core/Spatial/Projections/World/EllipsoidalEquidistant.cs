namespace GpServer.Core.Spatial;

/// <summary>
/// Equidistant cylindrical on an ellipsoid (EPSG method 1028, Guidance Note 7-2): meridians in their true length, and one parallel.
/// </summary>
/// <param name="arc">Of the ellipsoid with a semi-major axis of 1.</param>
/// <param name="trueParallelWidth">The radius of the true parallel in semi-major axes.</param>
/// <param name="origin">Radians of the latitude where y is 0.</param>
readonly struct EllipsoidalEquidistant(MeridianArc arc, double trueParallelWidth, double origin) : IParallels
{
    readonly MeridianArc _arc = arc;
    readonly double _width = trueParallelWidth;
    readonly double _origin = arc.Distance(origin);
    readonly double _quadrant = arc.Radius * Math.PI / 2;

    public (double Width, double Y) At(double latitude) => (_width, _arc.Distance(latitude) - _origin);

    public (double Width, double Latitude) Through(double y) => (_width, _arc.Latitude(Outline.Within(y + _origin, _quadrant)));
}
