using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// What the three types of a number with a unit share: the object (<c>{"distance":5,"units":"esriMiles"}</c>), the text (<c>5 Miles</c>), and
/// the names of units, which are taken without regard to case, blanks, prefix, or singular and plural.
/// </summary>
static class UnitText
{
    /// <param name="numberMember">The member of the object that holds the number.</param>
    /// <returns>The number and the unit's name as it came, or null where none came.</returns>
    public static (double Number, string? Unit) Read(
        GpParameter parameter, ParameterText text, string numberMember, string unitMember, string expected)
    {
        var utf8 = text.Utf8.Span.Trim(" \t\r\n"u8);
        try
        {
            var read = utf8[0] == '{'
                ? ReadObject(utf8, numberMember, unitMember)
                : ReadText(text.IsJson ? Unquote(utf8) : utf8);
            return double.IsFinite(read.Number ?? double.NaN) ? (read.Number!.Value, read.Unit) : throw Error(null);
        }
        catch (JsonFormatException e)
        {
            throw Error(e);
        }

        GpException Error(JsonFormatException? cause) => new(GpError.InvalidParameter,
            $"{parameter.Name}: '{text.Excerpt()}' is not valid; expected {expected}{(cause is null ? "" : $" ({cause.Message})")}.", cause);
    }

    /// <summary>The unit of that name, or null.</summary>
    public static T? Find<T>(string name, string prefix)
        where T : struct, Enum
    {
        var wanted = Normal(name, prefix);
        foreach (var unit in Enum.GetValues<T>())
        {
            if (Normal(unit.ToString(), prefix) == wanted)
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>All names as the wire has them, for error texts.</summary>
    public static string Names<T>(string prefix)
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(name => prefix + name));

    static string Normal(string name, string prefix)
    {
        var text = name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        text = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
        var us = text.EndsWith("us", StringComparison.Ordinal) ? "us" : "";
        text = text[..(text.Length - us.Length)];
        text = text.Replace("inches", "inch", StringComparison.Ordinal).Replace("feet", "foot", StringComparison.Ordinal)
            .Replace("centuries", "century", StringComparison.Ordinal);
        return text.TrimEnd('s') + us;
    }

    static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> utf8)
    {
        var json = new JsonScanner(utf8);
        return json.Peek() == JsonKind.String ? json.ReadUtf8String().ToArray() : utf8;
    }

    static (double? Number, string? Unit) ReadText(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        if (!NumberParser.TryParse(utf8, out var number, out var consumed))
        {
            return (null, null);
        }

        var unit = Encoding.UTF8.GetString(utf8[consumed..]).Trim();
        return (number, unit.Length == 0 ? null : unit);
    }

    static (double? Number, string? Unit) ReadObject(ReadOnlySpan<byte> utf8, string numberMember, string unitMember)
    {
        var json = new JsonScanner(utf8);
        double? number = null;
        string? unit = null;
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (json.TryReadNull())
            {
                continue;
            }

            var name = Encoding.UTF8.GetString(member);
            if (name == numberMember)
            {
                number = json.ReadDouble();
            }
            else if (name == unitMember)
            {
                unit = json.ReadString();
            }
            else
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        return (number, string.IsNullOrWhiteSpace(unit) ? null : unit);
    }
}
