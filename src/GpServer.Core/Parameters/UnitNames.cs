using System.Collections.Frozen;

namespace GpServer.Core.Parameters;

/// <summary>
/// Finds units by name: with or without the prefix of the wire, in singular or plural, without regard to case and blanks, and with
/// <c>Int</c> before or after the unit (<c>esriIntFeet</c>, <c>FeetInt</c>).
/// </summary>
static class UnitNames<TUnit>
    where TUnit : struct, Enum
{
    static readonly FrozenDictionary<string, TUnit> Units =
        Enum.GetValues<TUnit>().ToFrozenDictionary(unit => Normal(unit.ToString()));

    /// <summary>The unit of that name, or null.</summary>
    public static TUnit? Find(string name, string prefix)
    {
        var bare = name.Replace(" ", "", StringComparison.Ordinal);
        bare = bare.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? bare[prefix.Length..] : bare;
        return Units.TryGetValue(Normal(bare), out var unit) ? unit : null;
    }

    /// <summary>All names as the wire has them, for error texts.</summary>
    public static string All(string prefix) => string.Join(", ", Enum.GetNames<TUnit>().Select(name => prefix + name));

    static string Normal(string name)
    {
        var text = name.ToLowerInvariant();
        if (text is "unknown" or "unknownunits" or "unknownareaunits")
        {
            return "unknown";
        }

        var us = TakeEnd(ref text, "us");
        text = text.TrimEnd('s');
        var international = text == "point" ? "" : TakeEnd(ref text, "int");
        text = text.TrimEnd('s').Replace("inche", "inch", StringComparison.Ordinal).Replace("feet", "foot", StringComparison.Ordinal)
            .Replace("centurie", "century", StringComparison.Ordinal);
        return international + text + us;
    }

    static string TakeEnd(ref string text, string end)
    {
        if (!text.EndsWith(end, StringComparison.Ordinal))
        {
            return "";
        }

        text = text[..^end.Length];
        return end;
    }
}
