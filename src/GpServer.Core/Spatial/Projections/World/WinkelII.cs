namespace GpServer.Core.Spatial;

/// <summary>
/// Winkel II (Snyder and Voxland, USGS Professional Paper 1453): the mean of an equidistant cylindrical map and of an ellipse of
/// twice its height whose parallels are Mollweide's.
/// </summary>
/// <param name="trueParallel">Radians.</param>
readonly struct WinkelII(double trueParallel) : IParallels
{
    readonly double _cosTrueParallel = Math.Cos(trueParallel);

    public (double Width, double Y) At(double latitude)
    {
        var (sin, cos) = Math.SinCos(MollweideAngle.FromPolarDistance(Outline.PolarDistance(latitude)) / 2);
        return ((_cosTrueParallel + sin) / 2, (latitude / 2) + Math.CopySign(Math.PI / 4 * cos, latitude));
    }

    public (double Width, double Latitude) Through(double y)
    {
        var height = Math.Abs(Outline.Within(y, Math.PI / 2));
        // Measured from the pole, where the slope is that of the straight half.
        var distance = Outline.Within(Newton.Solve(default(FromPole), (Math.PI / 2) - height, (Math.PI / 2) - height), Math.PI / 2);
        var latitude = Math.CopySign((Math.PI / 2) - distance, y);
        return (At(latitude).Width, latitude);
    }

    /// <summary>The distance from the pole's line on the map as a function of the angle to the pole.</summary>
    readonly struct FromPole : ICurve
    {
        public (double Value, double Slope) At(double distance)
        {
            var angle = MollweideAngle.FromPolarDistance(distance);
            var (sin, _) = Math.SinCos(angle / 2);
            var quarter = Math.Sin(angle / 4);
            // d angle / d distance is π sin (distance) / (1 - cos (angle)), which sin (angle / 2) keeps finite.
            var bend = sin == 0 ? 0 : Math.PI * Math.PI / 16 * Math.Sin(distance) / sin;
            return ((distance / 2) + (Math.PI / 2 * quarter * quarter), 0.5 + bend);
        }
    }
}
