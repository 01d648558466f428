using System.Buffers;
using System.Runtime.InteropServices;

namespace GpServer.Storage.Features;

/// <summary>
/// Decimal numbers, exact to the last bit: where all of them are whole numbers divided by one power of ten, as what people and most files
/// write is (<c>12.3456</c>), as these whole numbers; else as their 64 bits. Both as a <see cref="LongColumn"/>.
/// </summary>
static class DoubleColumn
{
    // A whole number up to here, and the powers of ten, are doubles without rounding, so that their quotient is what the text was read as.
    const double MaxWhole = 1L << 53;
    const byte Bits = byte.MaxValue;

    static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static void Write(SectionWriter section, ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var wholes = ArrayPool<long>.Shared.Rent(values.Length);
        var digits = ToWholes(values, wholes);
        section.Write(digits < 0 ? Bits : (byte)digits);
        LongColumn.Write(section, digits < 0 ? MemoryMarshal.Cast<double, long>(values) : wholes.AsSpan(0, values.Length));
        ArrayPool<long>.Shared.Return(wholes);
    }

    /// <summary>
    /// Fills <paramref name="values"/>, of which the section has at least one byte each (see <see cref="SectionReader.ReadLength"/>).
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not a column of so many numbers.</exception>
    public static void Read(ref SectionReader section, Span<double> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var form = section.ReadByte();
        if (form != Bits && form >= Powers.Length)
        {
            Damage.Found("a column of decimal numbers is of an unknown form");
        }

        var wholes = MemoryMarshal.Cast<double, long>(values);
        LongColumn.Read(ref section, wholes);
        if (form != Bits)
        {
            var power = Powers[form];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = wholes[i] / power;
            }
        }
    }

    /// <summary>The least number of decimal digits that suits all values; -1 when none does.</summary>
    static int ToWholes(ReadOnlySpan<double> values, Span<long> wholes)
    {
        var digits = 0;
        foreach (var value in values)
        {
            while (!IsWhole(value, Powers[digits], out _))
            {
                if (++digits == Powers.Length)
                {
                    return -1;
                }
            }
        }

        // A value that few digits suit may be too large for more.
        for (var i = 0; i < values.Length; i++)
        {
            if (!IsWhole(values[i], Powers[digits], out wholes[i]))
            {
                return -1;
            }
        }

        return digits;
    }

    static bool IsWhole(double value, double power, out long whole)
    {
        var product = Math.Round(value * power);
        if (!(Math.Abs(product) <= MaxWhole))
        {
            whole = 0;
            return false;
        }

        whole = (long)product;
        return BitConverter.DoubleToInt64Bits(whole / power) == BitConverter.DoubleToInt64Bits(value);
    }
}
