namespace GpServer.Wire.Files.Shapefile;

/// <summary>The smallest and the largest of numbers; both 0 where there were none.</summary>
struct ShpRange
{
    bool _any;

    public double Min { get; private set; }

    public double Max { get; private set; }

    public void Add(double value)
    {
        Min = _any ? Math.Min(Min, value) : value;
        Max = _any ? Math.Max(Max, value) : value;
        _any = true;
    }
}
