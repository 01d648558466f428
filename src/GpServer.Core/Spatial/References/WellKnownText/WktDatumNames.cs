namespace GpServer.Core.Spatial;

/// <summary>Compares names of datums, which the dialects spell differently.</summary>
static class WktDatumNames
{
    /// <summary>Whether a datum's name in a text is that of a known geographic system's datum.</summary>
    public static bool IsOf(string name, CrsRow known) => IsSame(name, Name(known.ComputedText)) || IsSame(name, Name(known.EsriText));

    static bool IsSame(string first, string second)
    {
        var (one, other) = (Core(first), Core(second));
        return one.Length > 0 && other.Length > 0 && one == other;
    }

    /// <summary>Letters and digits without Esri's D_ and without the "ensemble" of version 2.</summary>
    static string Core(string name)
    {
        if (name.StartsWith("D_", StringComparison.OrdinalIgnoreCase))
        {
            name = name[2..];
        }

        const string ensemble = " ensemble";
        return WktMethods.Letters(name.EndsWith(ensemble, StringComparison.OrdinalIgnoreCase) ? name[..^ensemble.Length] : name);
    }

    static string Name(string text)
    {
        const string start = "DATUM[\"";
        var at = text.IndexOf(start, StringComparison.Ordinal);
        return at < 0 ? "" : text[(at + start.Length)..text.IndexOf('"', at + start.Length)];
    }
}
