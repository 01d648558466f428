namespace GpServer.Core.Spatial;

/// <summary>
/// Lambert cylindrical equal area on an ellipsoid or a sphere (EPSG methods 9835 and 9834; Snyder, USGS Professional Paper 1395, pages 81
/// to 83): y is the sine of the authalic latitude.
/// </summary>
/// <param name="authalic">Of the ellipsoid.</param>
/// <param name="trueParallelWidth">The radius of the true parallel in semi-major axes.</param>
readonly struct CylindricalEqualArea(AuthalicLatitude authalic, double trueParallelWidth) : IParallels
{
    readonly AuthalicLatitude _authalic = authalic;
    readonly double _width = trueParallelWidth;
    readonly double _height = authalic.RadiusRatio * authalic.RadiusRatio / trueParallelWidth;

    public (double Width, double Y) At(double latitude) => (_width, _height * _authalic.FromGeodetic(latitude).Sin);

    public (double Width, double Latitude) Through(double y)
    {
        var (sin, cos) = Math.SinCos(Outline.Latitude(Outline.Within(y, _height) / _height));
        return (_width, _authalic.ToGeodetic(sin, cos));
    }
}
