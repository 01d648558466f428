namespace GpServer.Core.Spatial;

/// <summary>Eckert II (Snyder and Voxland, USGS Professional Paper 1453): straight meridians, equal areas.</summary>
readonly struct EckertII : IParallels
{
    static readonly double Across = 2 / Math.Sqrt(6 * Math.PI);
    static readonly double Up = Math.Sqrt(2 * Math.PI / 3);

    public (double Width, double Y) At(double latitude)
    {
        var root = Math.Sqrt(4 - (3 * Math.Sin(Math.Abs(latitude))));
        return (Across * root, Math.CopySign(Up * (2 - root), latitude));
    }

    public (double Width, double Latitude) Through(double y)
    {
        var root = 2 - (Math.Abs(Outline.Within(y, Up)) / Up);
        return (Across * root, Math.CopySign(Outline.Latitude((4 - (root * root)) / 3), y));
    }
}
