using System.Globalization;

namespace GpServer.Core.Json;

/// <summary>Writes numbers with the fewest decimal digits that read back as the same number.</summary>
public static class NumberFormatter
{
    internal const int Room = 40;

    public static int Format(double value, Span<byte> destination)
    {
        value.TryFormat(destination, out var written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    public static int Format(long value, Span<byte> destination)
    {
        value.TryFormat(destination, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }
}
