namespace GpServer.Core.Spatial;

/// <summary>The names of the datum of a known system and of its geographic base, which the dialects spell differently.</summary>
/// <param name="row">The known system.</param>
/// <param name="known">Its geographic base; null when it is one, or when the base is not known.</param>
sealed class WktDatumNames(CrsRow row, CrsRow? known)
{
    readonly string[] _texts = known is null
        ? [row.ComputedText, row.EsriText]
        : [row.ComputedText, row.EsriText, known.ComputedText, known.EsriText];

    /// <summary>Whether this is a name of the geographic base.</summary>
    public bool HasBase(string name) => Has("GEOGCS", name);

    /// <summary>Whether this is a name of the datum.</summary>
    public bool HasDatum(string name) => Has("DATUM", name);

    bool Has(string keyword, string name)
    {
        var core = Core(name);
        return core.Length > 0 && _texts.Any(text => Core(Name(text, keyword)) == core);
    }

    /// <summary>Letters and digits without Esri's GCS_ and D_ and without the "ensemble" of version 2.</summary>
    static string Core(string name)
    {
        const string ensemble = " ensemble";
        name = WktRecognition.InUse(name);
        name = name.EndsWith(ensemble, StringComparison.OrdinalIgnoreCase) ? name[..^ensemble.Length] : name;
        var prefix = name.StartsWith("D_", StringComparison.OrdinalIgnoreCase) ? 2
            : name.StartsWith("GCS_", StringComparison.OrdinalIgnoreCase) ? 4 : 0;
        return WktMethods.Letters(name[prefix..]);
    }

    static string Name(string text, string keyword)
    {
        var at = text.IndexOf(keyword + "[\"", StringComparison.Ordinal);
        var start = at + keyword.Length + 2;
        return at < 0 ? "" : text[start..text.IndexOf('"', start)];
    }
}
