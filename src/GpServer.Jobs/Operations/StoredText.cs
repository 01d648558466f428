namespace GpServer.Jobs.Operations;

/// <summary>Text that both databases store: PostgreSQL's has no place for the character 0, nor for half a surrogate pair.</summary>
static class StoredText
{
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOf('\0') < 0 && !HasLoneSurrogate(text))
        {
            return text;
        }

        return string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
    }

    static bool HasLoneSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
