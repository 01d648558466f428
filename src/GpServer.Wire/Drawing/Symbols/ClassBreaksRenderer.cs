using GpServer.Core.Features;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>A symbol for each range of a number.</summary>
/// <param name="Field">Whose numbers they are.</param>
/// <param name="Normalization">By what the number is divided first.</param>
/// <param name="Breaks">Ranges in ascending order; a number at the end of one belongs to it.</param>
/// <param name="Default">For numbers beyond all ranges, and where there is none; null where those are not drawn.</param>
public sealed record ClassBreaksRenderer(
    string Field, ClassNormalization Normalization, IReadOnlyList<ClassBreak> Breaks, RendererSymbol? Default) : Renderer
{
    public override IReadOnlyList<RendererSymbol> Symbols { get; } =
        [.. Breaks.Select(range => range.Symbol), .. Default is null ? [] : new[] { Default }];

    public override Func<Feature, int> Chooser(FeatureSchema schema)
    {
        var (place, divisor) = (schema.IndexOf(Field), Normalization.Field is { } field ? schema.IndexOf(field) : -1);
        var other = Default is null ? -1 : Breaks.Count;
        return feature =>
        {
            var number = Number(feature, place) / (Normalization.Field is null ? Normalization.Divisor : Number(feature, divisor));
            number = Normalization.IsLogarithm ? Math.Log10(number) : number;
            for (var i = 0; i < Breaks.Count; i++)
            {
                if (number <= Breaks[i].Most && (number > Breaks[i].Least || (i == 0 && number == Breaks[i].Least)))
                {
                    return i;
                }
            }

            return other;
        };
    }

    static double Number(Feature feature, int place) => place < 0 ? double.NaN : feature.Attributes[place] switch
    {
        long whole => whole,
        double number => number,
        _ => double.NaN,
    };
}
