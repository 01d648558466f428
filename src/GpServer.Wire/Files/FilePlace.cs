using System.Globalization;
using System.Text;
using GpServer.Core;

namespace GpServer.Wire.Files;

/// <summary>What error texts say of a file: for which parameter it was read, and how its owner called it.</summary>
sealed class FilePlace(string parameter, string file)
{
    const int MostCharacters = 100;

    /// <summary>The failure of a file that is not what it should be.</summary>
    public GpException Invalid(string sentence, Exception? cause = null) => new(GpError.InvalidParameter, Text(sentence), cause);

    /// <summary>The failure for a quantity beyond its limit.</summary>
    public GpException Exceeds(string sentence) => new(GpError.LimitExceeded, Text(sentence));

    /// <summary>A name from outside as it may stand in a message: short, and without what is not shown.</summary>
    public static string Shown(string name)
    {
        var shown = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Take(MostCharacters))
        {
            shown.Append(IsShown(rune) ? rune.ToString() : "?");
        }

        return name.Length > MostCharacters ? $"{shown}…" : shown.ToString();
    }

    static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    string Text(string sentence) => $"{parameter}: {Shown(file)}: {sentence}";
}
