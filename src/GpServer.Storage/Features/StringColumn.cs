using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace GpServer.Storage.Features;

/// <summary>
/// Texts: their lengths and then all of them together, in UTF-8, or in UTF-16 where one is no Unicode text (half of a surrogate pair). When
/// at most half of them differ, each is stored once, and their places in that list follow.
/// </summary>
static class StringColumn
{
    const byte Utf16 = 1;
    const byte Dictionary = 2;

    public static void Write(SectionWriter section, ReadOnlySpan<string> texts)
    {
        if (texts.IsEmpty)
        {
            return;
        }

        var distinct = new List<string>();
        var places = ArrayPool<long>.Shared.Rent(texts.Length);
        var repeats = FindDistinct(texts, distinct, places);
        var stored = repeats ? CollectionsMarshal.AsSpan(distinct) : texts;
        var bytes = TotalUtf8(stored);
        section.Write((byte)((bytes < 0 ? Utf16 : 0) | (repeats ? Dictionary : 0)));
        section.WriteCount(stored.Length);
        if (bytes < 0)
        {
            WriteUtf16(section, stored);
        }
        else
        {
            WriteUtf8(section, stored, bytes);
        }

        if (repeats)
        {
            LongColumn.Write(section, places.AsSpan(0, texts.Length));
        }

        ArrayPool<long>.Shared.Return(places);
    }

    /// <exception cref="InvalidDataException">The bytes are not a column of so many texts.</exception>
    public static string[] Read(ref SectionReader section, int count)
    {
        if (count == 0)
        {
            return [];
        }

        var form = section.ReadByte();
        var repeats = (form & Dictionary) != 0;
        var stored = section.ReadLength();
        if (form > (Utf16 | Dictionary) || (repeats ? stored > count : stored != count))
        {
            Damage.Found("a column of texts is of an unknown form");
        }

        var texts = ReadTexts(ref section, stored, (form & Utf16) != 0);
        return repeats ? ReadPlaces(ref section, texts, count) : texts;
    }

    static bool FindDistinct(ReadOnlySpan<string> texts, List<string> distinct, Span<long> places)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Length; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(known, texts[i], out var exists);
            if (!exists)
            {
                place = distinct.Count;
                distinct.Add(texts[i]);
                if (distinct.Count > texts.Length / 2)
                {
                    return false;
                }
            }

            places[i] = place;
        }

        return true;
    }

    // -1 when one of them is no Unicode text.
    static int TotalUtf8(ReadOnlySpan<string> texts)
    {
        var total = 0;
        foreach (var text in texts)
        {
            if (!IsUnicode(text))
            {
                return -1;
            }

            total = checked(total + Encoding.UTF8.GetByteCount(text));
        }

        return total;
    }

    static bool IsUnicode(ReadOnlySpan<char> text)
    {
        for (var next = text.IndexOfAnyInRange('\uD800', '\uDFFF'); next >= 0; next = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (next + 1 >= text.Length || !char.IsSurrogatePair(text[next], text[next + 1]))
            {
                return false;
            }

            text = text[(next + 2)..];
        }

        return true;
    }

    static void WriteUtf8(SectionWriter section, ReadOnlySpan<string> texts, int bytes)
    {
        var lengths = ArrayPool<long>.Shared.Rent(texts.Length);
        var all = ArrayPool<byte>.Shared.Rent(bytes);
        var end = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var length = Encoding.UTF8.GetBytes(texts[i], all.AsSpan(end));
            lengths[i] = length;
            end += length;
        }

        LongColumn.Write(section, lengths.AsSpan(0, texts.Length));
        section.Write(all.AsSpan(0, end));
        ArrayPool<long>.Shared.Return(lengths);
        ArrayPool<byte>.Shared.Return(all);
    }

    static void WriteUtf16(SectionWriter section, ReadOnlySpan<string> texts)
    {
        var lengths = ArrayPool<long>.Shared.Rent(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            lengths[i] = texts[i].Length * sizeof(char);
        }

        LongColumn.Write(section, lengths.AsSpan(0, texts.Length));
        foreach (var text in texts)
        {
            section.Write(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        ArrayPool<long>.Shared.Return(lengths);
    }

    static string[] ReadTexts(ref SectionReader section, int count, bool utf16)
    {
        var lengths = new long[count];
        LongColumn.Read(ref section, lengths);
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            if (lengths[i] is < 0 or > int.MaxValue)
            {
                Damage.Found("a text has no possible length");
            }

            var bytes = section.Take((int)lengths[i]);
            texts[i] = utf16 ? FromUtf16(bytes) : FromUtf8(bytes);
        }

        return texts;
    }

    static string FromUtf8(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            Damage.Found("a text is not UTF-8");
        }

        return Encoding.UTF8.GetString(bytes);
    }

    static string FromUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % sizeof(char) != 0)
        {
            Damage.Found("a text is not UTF-16");
        }

        return new string(MemoryMarshal.Cast<byte, char>(bytes));
    }

    static string[] ReadPlaces(ref SectionReader section, string[] distinct, int count)
    {
        var places = new long[count];
        LongColumn.Read(ref section, places);
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            if ((ulong)places[i] >= (ulong)distinct.Length)
            {
                Damage.Found("a text is not in the list of texts");
            }

            texts[i] = distinct[places[i]];
        }

        return texts;
    }
}
