using System.Buffers.Binary;
using System.Text;

namespace GpServer.Core.Json;

/// <summary>
/// Gives the same string for the same text again, because attribute values such as class names repeat from feature to feature. It keeps a
/// fixed number of short ASCII strings, the last one for each slot. One reader uses a pool at a time.
/// </summary>
public sealed class JsonStringPool
{
    const int SlotBits = 10;
    const int LongestPooled = 40;

    readonly string?[] _slots = new string?[1 << SlotBits];

    /// <summary>The text as a string. Bytes that are not UTF-8 become U+FFFD.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (utf8.Length > LongestPooled)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var slot = ref _slots[Slot(utf8)];
        if (slot is null || !Ascii.Equals(utf8, slot))
        {
            slot = Encoding.UTF8.GetString(utf8);
        }

        return slot;
    }

    /// <summary>A cheap mix of all bytes; whoever makes texts collide only makes new strings.</summary>
    static int Slot(ReadOnlySpan<byte> utf8)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length;
        while (utf8.Length >= sizeof(ulong))
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Multiplier;
            hash ^= hash >> 29;
            utf8 = utf8[sizeof(ulong)..];
        }

        foreach (var value in utf8)
        {
            hash = (hash << 8) ^ (hash >> 53) ^ value;
        }

        return (int)((hash * Multiplier) >> (64 - SlotBits));
    }
}
