using System.Xml;

namespace GpServer.Wire.Files.Kml;

/// <summary>Text as XML can hold it.</summary>
static class KmlText
{
    /// <summary>The same text, with U+FFFD for characters that XML has no way to write: controls, lone surrogates.</summary>
    public static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsAllowed(text, i))
            {
                return string.Create(text.Length, text, (clean, source) =>
                {
                    for (var j = 0; j < clean.Length; j++)
                    {
                        clean[j] = IsAllowed(source, j) ? source[j] : '\uFFFD';
                    }
                });
            }
        }

        return text;
    }

    static bool IsAllowed(string text, int index) => char.IsSurrogate(text[index])
        ? char.IsHighSurrogate(text[index])
            ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1])
        : XmlConvert.IsXmlChar(text[index]);
}
