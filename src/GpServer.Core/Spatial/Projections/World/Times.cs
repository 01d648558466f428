namespace GpServer.Core.Spatial;

/// <summary>
/// Times (Moir 1965; formulas and numbers in Flacke, Kraus and Warcup, Working with Projections and Datum Transformations in ArcGIS, 2005):
/// the parallels of Gall's stereographic, but shorter towards the poles.
/// </summary>
readonly struct Times : IParallels
{
    const double Up = 1.70711;

    public (double Width, double Y) At(double latitude)
    {
        var tangent = Math.Tan(latitude / 2);
        return (Width(tangent), Up * tangent);
    }

    public (double Width, double Latitude) Through(double y)
    {
        var tangent = Outline.Within(y, Up) / Up;
        return (Width(tangent), 2 * Math.Atan(tangent));
    }

    static double Width(double tangent)
    {
        var sin = Math.Sin(Math.PI / 4 * tangent);
        return 0.74482 - (0.34588 * sin * sin);
    }
}
