using System.Globalization;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Wire.Files.Text;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>A column that is to be written: as wide as its widest value, which is known when all have been seen.</summary>
sealed class DbfColumn(Field source, string name)
{
    const int MostTextBytes = 254;
    const int MostDecimals = 15;
    const int BigIntegerDigits = 10;
    const int EmptyWidth = 1;
    const long MillisecondsPerDay = 86_400_000;

    int _width;
    int _decimals;
    bool _hasTime;

    /// <summary>Of ten bytes at most, and its own in the file.</summary>
    public string Name { get; } = name;

    /// <summary>A date without a time is D; a column of dates with times is text, since D has none.</summary>
    public char Kind => source.Type switch
    {
        FieldType.Date when !_hasTime => 'D',
        _ when source.IsDecimal || (source.IsWholeNumber && source.Type != FieldType.Date) => 'N',
        _ => 'C',
    };

    public int Width => Kind switch
    {
        'D' => 8,
        'N' when source.IsDecimal => Math.Max(_width, Decimals + 2),
        'N' when source.Type == FieldType.BigInteger => Math.Max(_width, BigIntegerDigits),
        _ => Math.Max(_width, EmptyWidth),
    };

    /// <summary>One at least for decimal numbers, which readers tell from whole ones by it.</summary>
    public int Decimals => Kind == 'N' && source.IsDecimal ? Math.Clamp(_decimals, 1, MostDecimals) : 0;

    /// <summary>The value as text, in the form that does not depend on other rows; null for none.</summary>
    /// <exception cref="GpException">A shapefile cannot hold it.</exception>
    public string? Measure(object? value)
    {
        switch (value)
        {
            case long date when source.Type == FieldType.Date:
                _hasTime |= date % MillisecondsPerDay != 0;
                return Add(IsoDate.Format(date));
            case long number:
                return Add(number.ToString(CultureInfo.InvariantCulture));
            case double number when double.IsFinite(number):
                return AddNumber(number.ToString("R", CultureInfo.InvariantCulture));
            case string text:
                return Add(text);
            default:
                return null;
        }
    }

    /// <summary>Writes a value that was measured as wide as the column.</summary>
    public void Write(string? value, Span<byte> target)
    {
        target.Fill((byte)' ');
        if (value is null)
        {
            return;
        }

        if (Kind == 'D')
        {
            // 2024-01-31T… is 20240131 there.
            Encoding.ASCII.GetBytes($"{value.AsSpan(0, 4)}{value.AsSpan(5, 2)}{value.AsSpan(8, 2)}", target);
        }
        else
        {
            var length = Encoding.UTF8.GetByteCount(value);
            Encoding.UTF8.GetBytes(value, Kind == 'N' ? target[(target.Length - length)..] : target);
        }
    }

    string? AddNumber(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        _decimals = point < 0 || text.Contains('E', StringComparison.Ordinal) ? _decimals : Math.Max(_decimals, text.Length - point - 1);
        return Add(text);
    }

    string? Add(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        _width = Math.Max(_width, length);
        return length <= MostTextBytes
            ? text
            : throw new GpException(
                GpError.LimitExceeded,
                $"{source.Name}: a text has {length} bytes, and a shapefile holds {MostTextBytes}; expected another format, such as f=geopackage.");
    }
}
