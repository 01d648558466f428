using GpServer.Core.Features;

namespace GpServer.Wire.Drawing.Symbols;

/// <summary>How layers look where nobody chose: by the kind of their shapes, and in another colour for each layer of a service.</summary>
public static class DefaultSymbols
{
    /// <summary>Colours of a like weight that stay apart also for most of those who see few of them.</summary>
    static readonly Color[] Colors =
    [
        new(76, 129, 205),
        new(233, 137, 58),
        new(78, 160, 103),
        new(146, 108, 186),
        new(208, 82, 92),
        new(57, 166, 172),
        new(214, 172, 52),
        new(206, 110, 163),
        new(133, 150, 62),
        new(152, 112, 86),
    ];

    const double OutlineShare = 0.4;

    /// <summary>The symbol of a layer.</summary>
    /// <param name="layer">Its number in the service.</param>
    public static Symbol Of(GeometryType type, int layer)
    {
        var color = Colors[(int)((uint)layer % Colors.Length)];
        return type switch
        {
            GeometryType.Point or GeometryType.Multipoint => new MarkerSymbol(color, 5) { Outline = new LineSymbol(color.Darken(0.55), 0.5) },
            GeometryType.Polyline => new LineSymbol(color.Darken(0.1), 1.5),
            _ => new FillSymbol(color.Fade(0.6)) { Outline = new LineSymbol(color.Darken(OutlineShare), 0.75) },
        };
    }

    /// <summary>The renderer of a layer: one symbol for all its features.</summary>
    /// <param name="layer">Its number in the service.</param>
    public static Renderer Renderer(GeometryType type, int layer) => new SimpleRenderer(Of(type, layer));
}
