using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Queries;

/// <summary>Rounds x and y to so many decimals. Every vertex stays.</summary>
sealed class VertexRounding(int digits) : PartEditing
{
    const int MostDigits = 15; // the digits that a double has

    readonly int _digits = Math.Clamp(digits, 0, MostDigits);

    protected override PackedDoubleCoordinateSequence Edit(PackedDoubleCoordinateSequence point)
    {
        var (dimension, ordinates) = (point.Dimension, (double[])point.GetRawCoordinates().Clone());
        for (var i = 0; i < ordinates.Length; i += dimension)
        {
            ordinates[i] = Math.Round(ordinates[i], _digits);
            ordinates[i + 1] = Math.Round(ordinates[i + 1], _digits);
        }

        return new PackedDoubleCoordinateSequence(ordinates, dimension, point.Measures);
    }

    protected override PackedDoubleCoordinateSequence Edit(PackedDoubleCoordinateSequence part, bool isRing, bool isHole) => Edit(part);
}
