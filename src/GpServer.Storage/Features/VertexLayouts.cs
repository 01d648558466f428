using NetTopologySuite.Geometries;

namespace GpServer.Storage.Features;

/// <summary>What vertices of a layout are to the geometries.</summary>
static class VertexLayouts
{
    /// <exception cref="InvalidOperationException">The vertices have more numbers than x, y, z and m.</exception>
    public static VertexLayout Of(CoordinateSequence vertices) => (vertices.Dimension, vertices.Measures) switch
    {
        (2, 0) => VertexLayout.XY,
        (3, 0) => VertexLayout.Z,
        (3, 1) => VertexLayout.M,
        (4, 1) => VertexLayout.Z | VertexLayout.M,

        // Without vertices it says nothing; NetTopologySuite gives its own empty geometries one of 32 numbers.
        _ when vertices.Count == 0 => VertexLayout.XY,
        _ => throw new InvalidOperationException(
            $"Vertices of {vertices.Dimension} numbers, {vertices.Measures} of them measures, cannot be stored."),
    };

    public static int Dimension(this VertexLayout layout) => 2 + layout.Measures() + (layout.HasFlag(VertexLayout.Z) ? 1 : 0);

    public static int Measures(this VertexLayout layout) => layout.HasFlag(VertexLayout.M) ? 1 : 0;
}
