using GpServer.Core.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Wire.Writing;

/// <summary>
/// Writes vertices as arrays of numbers, straight from the packed coordinates. A vertex without z, in a set that has it, gets 0, since
/// readers
/// take z for a number; one without m gets null.
/// </summary>
sealed class VertexWriter(JsonOutput json, bool writesZ, bool writesM)
{
    /// <summary>Writes the vertices of a part as elements of an array that the caller has begun.</summary>
    /// <param name="reverse">Whether to begin with the last.</param>
    public void Write(CoordinateSequence vertices, bool reverse = false)
    {
        if (vertices is PackedDoubleCoordinateSequence packed && !writesZ && !writesM)
        {
            Write(packed.GetRawCoordinates(), packed.Dimension, reverse);
            return;
        }

        for (var i = 0; i < vertices.Count; i++)
        {
            WriteVertex(vertices, reverse ? vertices.Count - 1 - i : i);
        }
    }

    /// <summary>Writes one vertex.</summary>
    public void WriteVertex(CoordinateSequence vertices, int index)
    {
        if (!writesZ && !writesM)
        {
            json.Coordinate(vertices.GetX(index), vertices.GetY(index));
            return;
        }

        Span<double> numbers = stackalloc double[4];
        var count = 0;
        numbers[count++] = vertices.GetX(index);
        numbers[count++] = vertices.GetY(index);
        if (writesZ)
        {
            var z = vertices.HasZ ? vertices.GetZ(index) : double.NaN;
            numbers[count++] = double.IsNaN(z) ? 0 : z;
        }

        if (writesM)
        {
            numbers[count++] = vertices.HasM ? vertices.GetM(index) : double.NaN;
        }

        json.Coordinate(numbers[..count]);
    }

    void Write(double[] ordinates, int dimension, bool reverse)
    {
        if (reverse)
        {
            for (var i = ordinates.Length - dimension; i >= 0; i -= dimension)
            {
                json.Coordinate(ordinates[i], ordinates[i + 1]);
            }

            return;
        }

        for (var i = 0; i < ordinates.Length; i += dimension)
        {
            json.Coordinate(ordinates[i], ordinates[i + 1]);
        }
    }
}
