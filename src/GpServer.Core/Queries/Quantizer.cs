using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Queries;

/// <summary>Puts vertices on a grid: x and y become columns and rows.</summary>
sealed class Quantizer(QuantizationGrid grid) : PartEditing
{
    protected override bool DropsRepeatedPoints => !grid.KeepsVertices;

    protected override PackedDoubleCoordinateSequence Edit(PackedDoubleCoordinateSequence point)
    {
        var (dimension, ordinates) = (point.Dimension, (double[])point.GetRawCoordinates().Clone());
        for (var i = 0; i < ordinates.Length; i += dimension)
        {
            // Adding zero makes no difference but for -0, which JSON would show.
            ordinates[i] = grid.Column(ordinates[i]) + 0.0;
            ordinates[i + 1] = grid.Row(ordinates[i + 1]) + 0.0;
        }

        return new PackedDoubleCoordinateSequence(ordinates, dimension, point.Measures);
    }

    protected override PackedDoubleCoordinateSequence? Edit(PackedDoubleCoordinateSequence part, bool isRing, bool isHole)
    {
        var onGrid = Edit(part);
        if (grid.KeepsVertices)
        {
            return onGrid;
        }

        var places = new int[onGrid.Count];
        var kept = 0;
        for (var i = 0; i < onGrid.Count; i++)
        {
            if (kept == 0 || !IsSame(onGrid, places[kept - 1], i))
            {
                places[kept++] = i;
            }
        }

        // A ring of three places has its first again as the fourth.
        return kept < (isRing ? 4 : 2) ? null : Take(onGrid, places.AsSpan(0, kept));
    }

    static bool IsSame(PackedDoubleCoordinateSequence part, int one, int other) =>
        part.GetX(one) == part.GetX(other) && part.GetY(one) == part.GetY(other);
}
