namespace GpServer.Wire.Drawing.Symbols;

/// <summary>What is done with a number before its class is looked up.</summary>
/// <param name="Field">The field by which it is divided, or null.</param>
/// <param name="Divisor">By what else it is divided.</param>
/// <param name="IsLogarithm">Its decimal logarithm is taken.</param>
public sealed record ClassNormalization(string? Field, double Divisor, bool IsLogarithm)
{
    public static ClassNormalization None { get; } = new(null, 1, false);
}
