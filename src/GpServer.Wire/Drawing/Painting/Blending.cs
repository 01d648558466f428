using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GpServer.Wire.Drawing.Painting;

/// <summary>
/// Lays colours over pixels: result = source + destination · (1 − alpha of the source), all multiplied with alpha (Porter and Duff,
/// "Compositing digital images", 1984), rounded to the nearest of 255 steps.
/// </summary>
static class Blending
{
    /// <summary>The pixel of a colour: multiplied with its alpha.</summary>
    public static uint Pack(Color color) =>
        Channel(color.Red, color.Alpha) | (Channel(color.Green, color.Alpha) << 8) | (Channel(color.Blue, color.Alpha) << 16)
        | ((uint)color.Alpha << 24);

    /// <summary>The colour of a pixel.</summary>
    public static Color Unpack(uint pixel)
    {
        var alpha = pixel >> 24;
        return alpha switch
        {
            0 => default,
            255 => new Color((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16)),
            _ => new Color(Divide(pixel & 255, alpha), Divide((pixel >> 8) & 255, alpha), Divide((pixel >> 16) & 255, alpha), (byte)alpha),
        };
    }

    /// <summary>The channels of a colour from 0 to 255, multiplied with its alpha but not rounded.</summary>
    public static Vector128<float> Premultiplied(Color color)
    {
        var alpha = color.Alpha / 255f;
        return Vector128.Create(color.Red * alpha, color.Green * alpha, color.Blue * alpha, color.Alpha);
    }

    /// <summary>Lays a colour over one pixel of which it covers a part.</summary>
    /// <param name="color">From <see cref="Premultiplied"/>.</param>
    /// <param name="coverage">From 0 to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Over(ref uint pixel, Vector128<float> color, float coverage)
    {
        var source = color * coverage;
        var rest = 1f - (source.GetElement(3) * (1f / 255f));
        var bytes = Vector128.CreateScalar(pixel).AsByte();
        var channels = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
        var mixed = Vector128.ConvertToInt32(source + (channels * rest) + Vector128.Create(0.5f));
        var words = Vector128.Narrow(mixed, mixed);
        pixel = Vector128.Narrow(words, words).AsUInt32().ToScalar();
    }

    /// <summary>Lays one pixel value over many.</summary>
    /// <param name="source">Multiplied with its alpha.</param>
    public static void Over(Span<uint> pixels, uint source)
    {
        var alpha = source >> 24;
        if (alpha == 255)
        {
            pixels.Fill(source);
            return;
        }

        if (source == 0)
        {
            return;
        }

        var rest = Vector128.Create((ushort)(255 - alpha));
        var added = Vector128.Create(source).AsByte();
        var i = 0;
        ref var first = ref MemoryMarshal.GetReference(pixels);
        for (; i <= pixels.Length - 4; i += 4)
        {
            var four = Vector128.LoadUnsafe(ref first, (nuint)i).AsByte();
            var low = By255(Vector128.WidenLower(four) * rest);
            var high = By255(Vector128.WidenUpper(four) * rest);
            (Vector128.Narrow(low, high) + added).AsUInt32().StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < pixels.Length; i++)
        {
            pixels[i] = Over(pixels[i], source);
        }
    }

    /// <summary>One pixel value over another.</summary>
    public static uint Over(uint pixel, uint source)
    {
        var rest = 255 - (source >> 24);
        return source + (Part(pixel & 255, rest) | (Part((pixel >> 8) & 255, rest) << 8) | (Part((pixel >> 16) & 255, rest) << 16)
            | (Part(pixel >> 24, rest) << 24));
    }

    /// <summary>A pixel value of which only a part is there.</summary>
    public static uint Scale(uint pixel, float coverage)
    {
        var part = (uint)MathF.Round(Math.Clamp(coverage, 0f, 1f) * 255f);
        return Part(pixel & 255, part) | (Part((pixel >> 8) & 255, part) << 8) | (Part((pixel >> 16) & 255, part) << 16)
            | (Part(pixel >> 24, part) << 24);
    }

    static uint Channel(uint channel, uint alpha) => Part(channel, alpha);

    static byte Divide(uint channel, uint alpha) => (byte)Math.Min(255, ((channel * 255) + (alpha / 2)) / alpha);

    /// <summary>a · b / 255, rounded: exact for all products of two bytes.</summary>
    static uint Part(uint a, uint b)
    {
        var product = (a * b) + 128;
        return (product + (product >> 8)) >> 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ushort> By255(Vector128<ushort> products)
    {
        var more = products + Vector128.Create((ushort)128);
        return (more + (more >>> 8)) >>> 8;
    }
}
