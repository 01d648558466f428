namespace GpServer.Core.Queries;

/// <summary>
/// A grid on whose corners coordinates are put, to be sent as whole numbers: x = <see cref="TranslateX"/> + column * <see cref="Scale"/>,
/// and y =
/// <see cref="TranslateY"/> - row * scale from the upper left corner, or + from the lower left one.
/// </summary>
/// <param name="Scale">The size of a cell in units of the coordinates.</param>
/// <param name="IsUpperLeft">Rows are counted downwards.</param>
public sealed record QuantizationGrid(double Scale, double TranslateX, double TranslateY, bool IsUpperLeft = true)
{
    /// <summary>True keeps every vertex, for editing; false drops vertices that repeat and parts that become points.</summary>
    public bool KeepsVertices { get; init; }

    /// <summary>The column, which is a whole number.</summary>
    public double Column(double x) => Math.Round((x - TranslateX) / Scale);

    /// <summary>The row, which is a whole number.</summary>
    public double Row(double y) => Math.Round((IsUpperLeft ? TranslateY - y : y - TranslateY) / Scale);
}
