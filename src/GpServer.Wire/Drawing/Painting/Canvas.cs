namespace GpServer.Wire.Drawing.Painting;

/// <summary>Paints lists on an image, its rows shared among some threads. One caller at a time.</summary>
sealed class Canvas : IDisposable
{
    /// <summary>Bands of rows for each thread: rows with much in them are then not all one thread's.</summary>
    const int BandsOfThread = 3;

    const int LeastRows = 32;

    /// <summary>Lists of less weight are painted by the caller alone.</summary>
    const int LeastWeight = 2_000;

    readonly PixelImage _image;
    readonly Band[] _bands;
    readonly ParallelOptions _options;

    /// <param name="threads">How many may paint at the same time.</param>
    public Canvas(PixelImage image, int threads)
    {
        _image = image;
        _options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var count = threads == 1 ? 1 : Math.Clamp(threads * BandsOfThread, 1, Math.Max(1, image.Height / LeastRows));
        _bands = new Band[count];
        for (var i = 0; i < count; i++)
        {
            _bands[i] = new Band(image, image.Height * i / count, image.Height * (i + 1) / count);
        }
    }

    /// <summary>Paints a list over what is there.</summary>
    public void Paint(DrawList list) => Paint([list]);

    /// <summary>Paints lists over what is there, in their order.</summary>
    public void Paint(IReadOnlyList<DrawList> lists)
    {
        if (_bands.Length == 1 || lists.Sum(list => list.Weight) < LeastWeight)
        {
            foreach (var band in _bands)
            {
                Paint(band, lists);
            }

            return;
        }

        Parallel.ForEach(_bands, _options, band => Paint(band, lists));
    }

    public void Dispose()
    {
        foreach (var band in _bands)
        {
            band.Dispose();
        }
    }

    static void Paint(Band band, IReadOnlyList<DrawList> lists)
    {
        foreach (var list in lists)
        {
            band.Paint(list);
        }
    }
}
