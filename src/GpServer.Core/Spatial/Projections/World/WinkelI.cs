namespace GpServer.Core.Spatial;

/// <summary>
/// Winkel I (Snyder and Voxland, USGS Professional Paper 1453): the mean of the sinusoidal and an equidistant cylindrical map.
/// </summary>
/// <param name="trueParallel">Radians.</param>
readonly struct WinkelI(double trueParallel) : IParallels
{
    readonly double _cosTrueParallel = Math.Cos(trueParallel);

    public (double Width, double Y) At(double latitude) => (Width(latitude), latitude);

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = Outline.Within(y, Math.PI / 2);
        return (Width(latitude), latitude);
    }

    double Width(double latitude) => (_cosTrueParallel + Math.Cos(latitude)) / 2;
}
