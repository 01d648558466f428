using System.Buffers.Text;

namespace GpServer.Core.Json;

/// <summary>Reads the decimal numbers of JSON as doubles, correctly rounded.</summary>
public static class NumberParser
{
    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value, out int consumed)
    {
        if (utf8.IsEmpty || utf8[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.'))
        {
            value = 0;
            consumed = 0;
            return false;
        }

        return Utf8Parser.TryParse(utf8, out value, out consumed) && !double.IsNaN(value);
    }

    public static bool TryParseInt64(ReadOnlySpan<byte> utf8, out long value, out int consumed)
    {
        if (!TryParse(utf8, out var number, out consumed) || Math.Abs(number) > 9e15 || Math.Floor(number) != number)
        {
            value = 0;
            return false;
        }

        value = (long)number;
        return true;
    }
}
