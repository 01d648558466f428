using System.Globalization;
using System.Text;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>
/// How the text of a .dbf file is to be read: by its .cpg file, else by the language of its header, else as UTF-8 where it is that, and
/// as Windows-1252
/// where it is not.
/// </summary>
sealed class DbfEncoding
{
    const int Windows1252 = 1252;
    const int Latin1 = 28591;

    // The code pages of the languages that a header may name (dBase and FoxPro).
    static readonly Dictionary<int, int> Languages = new()
    {
        [0x01] = 437,
        [0x02] = 850,
        [0x03] = 1252,
        [0x08] = 865,
        [0x09] = 437,
        [0x0A] = 850,
        [0x0B] = 437,
        [0x0D] = 437,
        [0x0E] = 850,
        [0x0F] = 437,
        [0x10] = 850,
        [0x11] = 437,
        [0x12] = 850,
        [0x13] = 932,
        [0x14] = 850,
        [0x15] = 437,
        [0x16] = 850,
        [0x17] = 865,
        [0x18] = 437,
        [0x19] = 437,
        [0x1A] = 850,
        [0x1B] = 437,
        [0x1C] = 863,
        [0x1D] = 850,
        [0x1F] = 852,
        [0x22] = 852,
        [0x23] = 852,
        [0x24] = 860,
        [0x25] = 850,
        [0x26] = 866,
        [0x37] = 850,
        [0x40] = 852,
        [0x4D] = 936,
        [0x4E] = 949,
        [0x4F] = 950,
        [0x50] = 874,
        [0x57] = 1252,
        [0x58] = 1252,
        [0x59] = 1252,
        [0x64] = 852,
        [0x65] = 866,
        [0x66] = 865,
        [0x67] = 861,
        [0x6A] = 737,
        [0x6B] = 857,
        [0x6C] = 863,
        [0x78] = 950,
        [0x79] = 949,
        [0x7A] = 936,
        [0x7B] = 932,
        [0x7C] = 874,
        [0x7D] = 1255,
        [0x7E] = 1256,
        [0x86] = 737,
        [0x87] = 852,
        [0x88] = 857,
        [0xC8] = 1250,
        [0xC9] = 1251,
        [0xCA] = 1254,
        [0xCB] = 1253,
        [0xCC] = 1257,
    };

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly Encoding? _known;
    readonly Encoding _other = Get(Windows1252)!;

    /// <param name="name">The content of the .cpg file, or null.</param>
    /// <param name="language">The language of the header.</param>
    public DbfEncoding(string? name, int language)
    {
        _known = (name is null ? null : FromName(name)) ?? (Languages.TryGetValue(language, out var page) ? Get(page) : null);
    }

    public string Decode(ReadOnlySpan<byte> bytes)
    {
        if (_known is not null)
        {
            return _known.GetString(bytes);
        }

        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return _other.GetString(bytes);
        }
    }

    /// <summary>The encoding of names such as <c>UTF-8</c>, <c>1252</c>, <c>ISO 88591</c>, <c>ANSI 1251</c>; null for others.</summary>
    static Encoding? FromName(string name)
    {
        var letters = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (letters is "UTF8" or "65001" or "CP65001")
        {
            return Encoding.UTF8;
        }

        foreach (var prefix in (ReadOnlySpan<string>)["WINDOWS", "ANSI", "OEM", "CP", "MS", "IBM", "LDID"])
        {
            if (letters.StartsWith(prefix, StringComparison.Ordinal))
            {
                letters = letters[prefix.Length..];
                break;
            }
        }

        if (letters.StartsWith("ISO", StringComparison.Ordinal))
        {
            letters = letters[3..];
        }

        if (letters.StartsWith("8859", StringComparison.Ordinal) && int.TryParse(letters[4..], CultureInfo.InvariantCulture, out var part))
        {
            return Get(Latin1 - 1 + part);
        }

        return letters switch
        {
            "SJIS" or "SHIFTJIS" => Get(932),
            "GBK" or "GB2312" => Get(936),
            "BIG5" => Get(950),
            "EUCKR" => Get(949),
            _ => int.TryParse(letters, CultureInfo.InvariantCulture, out var page) ? Get(page) : null,
        };
    }

    static Encoding? Get(int page)
    {
        try
        {
            return page == Latin1 ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding(page);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
