namespace GpServer.Core.Spatial;

/// <summary>
/// Sinusoidal on an ellipsoid or a sphere (Snyder, USGS Professional Paper 1395, pages 247 and 248): all parallels and the central meridian
/// in their true length.
/// </summary>
/// <param name="ellipsoid">Its shape alone matters.</param>
readonly struct Sinusoidal(Ellipsoid ellipsoid) : IParallels
{
    readonly MeridianArc _arc = new(ellipsoid with { SemiMajorAxis = 1 });
    readonly double _eccentricitySquared = ellipsoid.EccentricitySquared;

    public (double Width, double Y) At(double latitude) => (Width(latitude), _arc.Distance(latitude));

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = _arc.Latitude(Outline.Within(y, _arc.Radius * Math.PI / 2));
        return (Width(latitude), latitude);
    }

    double Width(double latitude) => CircleOfLatitude.Radius(latitude, _eccentricitySquared);
}
