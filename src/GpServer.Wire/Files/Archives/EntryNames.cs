using System.Text;

namespace GpServer.Wire.Files.Archives;

/// <summary>Which names entries may have: relative ones that stay below the folder into which they would be unpacked, on any
/// system.</summary>
static class EntryNames
{
    const int MostCharacters = 500;
    const int Oem = 437;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name as text: UTF-8, which many write without saying so, else code page 437 as the format's description has
    /// it.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Oem)!.GetString(bytes);
        }
    }

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > MostCharacters)
        {
            return name.Length == 0 ? "has an empty name" : $"has a name of more than {MostCharacters} characters";
        }

        if (name.Contains('\\', StringComparison.Ordinal))
        {
            return "has a backslash in its name; expected slashes between folders";
        }

        if (name[0] == '/' || name.Contains(':', StringComparison.Ordinal))
        {
            return "has an absolute path, or one with a drive; expected a relative path";
        }

        if (name.Any(char.IsControl))
        {
            return "has a control character in its name";
        }

        return name.TrimEnd('/').Split('/').Any(part => part.Trim(' ', '.').Length == 0)
            ? "has a path that leaves its folder; expected folders and a file name"
            : null;
    }
}
