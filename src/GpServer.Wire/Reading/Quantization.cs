namespace GpServer.Wire.Reading;

/// <summary>
/// Coordinates sent as whole numbers of a grid: <c>x = translate + scale · X</c>, and y likewise, counted downwards where the origin is the
/// upper left. In a part, each vertex after the first is a difference from the one before.
/// </summary>
readonly record struct Quantization(double ScaleX, double ScaleY, double TranslateX, double TranslateY, bool FromTop)
{
    public (double X, double Y) Decode(double x, double y) =>
        (TranslateX + (ScaleX * x), FromTop ? TranslateY - (ScaleY * y) : TranslateY + (ScaleY * y));

    /// <summary>Decodes the vertices of one part in place.</summary>
    public void Decode(VertexBuffer part)
    {
        double x = 0, y = 0;
        for (var i = 0; i < part.Count; i++)
        {
            var vertex = part[i];
            x += vertex[0];
            y += vertex[1];
            (vertex[0], vertex[1]) = Decode(x, y);
        }
    }
}
