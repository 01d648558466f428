namespace GpServer.Core.Spatial;

/// <summary>Mollweide (Snyder, USGS Professional Paper 1395, pages 249 to 252): the world in an ellipse of twice its height.</summary>
readonly struct Mollweide : IParallels
{
    static readonly double Height = Math.Sqrt(2);
    static readonly double Equator = 2 * Math.Sqrt(2) / Math.PI;

    public (double Width, double Y) At(double latitude)
    {
        var (sin, cos) = Math.SinCos(MollweideAngle.FromPolarDistance(Outline.PolarDistance(latitude)) / 2);
        return (Equator * sin, Math.CopySign(Height * cos, latitude));
    }

    public (double Width, double Latitude) Through(double y)
    {
        var cos = Math.Abs(Outline.Within(y, Height)) / Height;
        var sin = Math.Sqrt((1 - cos) * (1 + cos));
        var distance = MollweideAngle.ToPolarDistance(2 * Math.Atan2(sin, cos));
        return (Equator * sin, Math.CopySign((Math.PI / 2) - distance, y));
    }
}
