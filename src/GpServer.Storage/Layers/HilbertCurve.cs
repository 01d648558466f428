using NetTopologySuite.Geometries;

namespace GpServer.Storage.Layers;

/// <summary>Places on a Hilbert curve of order 16: what is near on the curve is near on the map.</summary>
/// <remarks>D. Hilbert, "Ueber die stetige Abbildung einer Linie auf ein Flächenstück", Mathematische Annalen 38 (1891).</remarks>
static class HilbertCurve
{
    const int Cells = 1 << 16;

    /// <summary>The place on the curve of a point in an extent; one outside counts as on its border.</summary>
    public static uint Place(double x, double y, Envelope extent) =>
        Place(Cell(x, extent.MinX, extent.Width), Cell(y, extent.MinY, extent.Height));

    /// <summary>The place on the curve of a cell of the grid.</summary>
    public static uint Place(int x, int y)
    {
        uint place = 0;
        for (var side = Cells / 2; side > 0; side /= 2)
        {
            var right = (x & side) > 0 ? 1 : 0;
            var upper = (y & side) > 0 ? 1 : 0;
            place += (uint)side * (uint)side * (uint)((3 * right) ^ upper);
            if (upper == 0)
            {
                if (right == 1)
                {
                    x = Cells - 1 - x;
                    y = Cells - 1 - y;
                }

                (x, y) = (y, x);
            }
        }

        return place;
    }

    static int Cell(double value, double least, double size) =>
        size > 0 && !double.IsInfinity(size) ? (int)Math.Clamp((value - least) / size * Cells, 0, Cells - 1) : 0;
}
