using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Drawing.Png;

/// <summary>Some cells of a <see cref="ColorCube"/> that become one colour.</summary>
sealed class ColorBox
{
    readonly ColorCube _cube;
    readonly int[] _cells;
    readonly int _start, _end;
    readonly int _channel;

    /// <param name="cells">All cells in use; a box orders its own part of them.</param>
    public ColorBox(ColorCube cube, int[] cells, int start, int end)
    {
        (_cube, _cells, _start, _end) = (cube, cells, start, end);
        Span<double> least = stackalloc double[4];
        Span<double> largest = stackalloc double[4];
        Span<double> sums = stackalloc double[4];
        least.Fill(double.PositiveInfinity);
        largest.Fill(double.NegativeInfinity);
        sums.Clear();
        long count = 0;
        foreach (var cell in Cells)
        {
            count += cube.Count(cell);
            for (var channel = 0; channel < 4; channel++)
            {
                var mean = cube.Mean(cell, channel);
                least[channel] = Math.Min(least[channel], mean);
                largest[channel] = Math.Max(largest[channel], mean);
                sums[channel] += mean * cube.Count(cell);
            }
        }

        for (var channel = 1; channel < 4; channel++)
        {
            _channel = largest[channel] - least[channel] > largest[_channel] - least[_channel] ? channel : _channel;
        }

        // A box counts by how far its colours are apart and, less, by how often they are seen.
        var spread = largest[_channel] - least[_channel];
        Priority = end - start < 2 ? 0 : spread * spread * Math.Sqrt(count);
        var pixel = 0u;
        for (var channel = 0; channel < 4; channel++)
        {
            pixel |= (uint)Math.Clamp(Math.Round(sums[channel] / count), 0, 255) << (channel * 8);
        }

        Color = Blending.Unpack(pixel);
    }

    /// <summary>How much it is worth to divide this box; 0 where it cannot be divided.</summary>
    public double Priority { get; }

    /// <summary>The mean of the box.</summary>
    public Color Color { get; }

    public ReadOnlySpan<int> Cells => _cells.AsSpan(_start, _end - _start);

    /// <summary>Two boxes with about half of the pixels each.</summary>
    public ColorBox[] Split()
    {
        _cells.AsSpan(_start, _end - _start).Sort((a, b) => _cube.Mean(a, _channel).CompareTo(_cube.Mean(b, _channel)));
        long all = 0;
        foreach (var cell in Cells)
        {
            all += _cube.Count(cell);
        }

        long before = 0;
        var middle = _start;
        while (middle < _end - 1 && (middle == _start || before + _cube.Count(_cells[middle]) <= all / 2))
        {
            before += _cube.Count(_cells[middle++]);
        }

        return [new ColorBox(_cube, _cells, _start, middle), new ColorBox(_cube, _cells, middle, _end)];
    }
}
