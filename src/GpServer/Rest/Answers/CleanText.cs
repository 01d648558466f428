using System.Text;
using System.Xml;

namespace GpServer.Rest.Answers;

/// <summary>Text without what no XML and no page can have in it: most control characters, and halves of characters.</summary>
static class CleanText
{
    /// <summary>The text with a replacement character for each.</summary>
    public static string Of(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }
}
