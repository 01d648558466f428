using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpServer.Core.Values;

/// <summary>Names of files that runs make. They become parts of URLs and names on disks of every kind, so much is refused.</summary>
public static class FileNames
{
    /// <summary>Bytes of UTF-8 that a name may have. File systems end at 255, and an equal name gets a number.</summary>
    public const int MaxBytes = 200;

    static readonly SearchValues<char> Separators = SearchValues.Create("/\\:*?\"<>|");

    public static bool IsValid(string name) => Problem(name) is null;

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Problem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Trim().Length == 0)
        {
            return "it is empty";
        }

        if (name[0] == ' ' || name[^1] is ' ' or '.')
        {
            return "it begins with a blank, or ends with a blank or a dot";
        }

        if (name.AsSpan().IndexOfAny(Separators) is var at and >= 0)
        {
            return $"it has the character {name[at]}";
        }

        if (name.EnumerateRunes().Any(IsInvisible) || !IsWellFormed(name))
        {
            return "it has a character that is not shown";
        }

        return Encoding.UTF8.GetByteCount(name) > MaxBytes ? $"it has more than {MaxBytes} bytes" : null;
    }

    // Marks of direction would show another name, and with it another kind of file, than the one that is opened.
    static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static bool IsWellFormed(string name)
    {
        for (var i = 0; i < name.Length; i += char.IsSurrogate(name[i]) ? 2 : 1)
        {
            if (char.IsSurrogate(name[i]) && !(i + 1 < name.Length && char.IsSurrogatePair(name[i], name[i + 1])))
            {
                return false;
            }
        }

        return true;
    }
}
