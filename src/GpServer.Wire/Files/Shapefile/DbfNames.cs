using System.Globalization;
using System.Text;
using GpServer.Core.Features;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Names for the columns of a .dbf file: ten bytes at most, letters, digits and underscores, no two alike.</summary>
static class DbfNames
{
    const int MostBytes = 10;

    public static IReadOnlyList<string> Of(IEnumerable<Field> fields)
    {
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            var cleaned = Cleaned(field.Name);
            var name = Cut(cleaned, MostBytes);
            for (var number = 1; !known.Add(name); number++)
            {
                var ending = string.Create(CultureInfo.InvariantCulture, $"_{number}");
                name = Cut(cleaned, MostBytes - ending.Length) + ending;
            }

            names.Add(name);
        }

        return names;
    }

    static string Cleaned(string name) => string.Concat(name.EnumerateRunes().Select(rune => Rune.IsLetterOrDigit(rune) ? rune.ToString() : "_"));

    static string Cut(string name, int bytes)
    {
        var cut = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            cut.Append(rune);
        }

        return cut.ToString();
    }
}
