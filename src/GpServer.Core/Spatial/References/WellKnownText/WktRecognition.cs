using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>Finds the known system that a text names by authority and code, or by its name, and equals in all that is computed.</summary>
sealed class WktRecognition(CrsTable table)
{
    const int WebMercatorWkid = 3857;

    /// <summary>The row that a text stands for, or null.</summary>
    public CrsRow? Find(WktSystem system)
    {
        if (Code(system.Root) is { } code && table.Find(code) is { } named
            && Equals(system.IsBound || !named.IsShiftKnown ? system : system with { Shift = null }, named, mustNameDatum: false))
        {
            // A TOWGS84 beside the code of a system whose shift is known is what some software chose for it, and not always well.
            return named;
        }

        return table.FindByName(InUse(system.Root.Name)).FirstOrDefault(row => Equals(system, row, mustNameDatum: true))
            ?? WebMercator(system);
    }

    /// <summary>Web Mercator goes by more names than the table has.</summary>
    CrsRow? WebMercator(WktSystem system) => WktWebMercator.IsMeant(system.Root) && table.Find(WebMercatorWkid) is { } row
        && Equals(system, row, mustNameDatum: true) ? row : null;

    /// <summary>A name without the remark that GDAL adds to those of withdrawn systems.</summary>
    public static string InUse(string name)
    {
        const string remark = " (deprecated)";
        return name.EndsWith(remark, StringComparison.OrdinalIgnoreCase) ? name[..^remark.Length] : name;
    }

    /// <summary>The datum of a geographic system that is known, else null.</summary>
    public GeodeticDatum? Datum(WktSystem geographic) => Find(geographic) is { } row ? CrsRowReader.Read(row).Datum : null;

    /// <summary>The code in ID["EPSG",4326] or AUTHORITY["EPSG","4326"] at this element; null without one, or one of others.</summary>
    /// <param name="node">Any element.</param>
    /// <param name="authority">The authority that counts; null for both EPSG and Esri.</param>
    public static int? Code(WktNode node, string? authority = null)
    {
        foreach (var id in node.Children)
        {
            if (id.Keyword is not ("ID" or "AUTHORITY") || !IsFrom(id.Name, authority))
            {
                continue;
            }

            if (id.Numbers is [> 0 and < int.MaxValue and var number, ..])
            {
                return (int)number;
            }

            if (id.Texts is [_, var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                return code;
            }
        }

        return null;
    }

    static bool IsFrom(string name, string? authority) => authority is null
        ? name.ToUpperInvariant() is "EPSG" or "ESRI"
        : name.Equals(authority, StringComparison.OrdinalIgnoreCase);

    /// <param name="system">What the text says.</param>
    /// <param name="row">The known system.</param>
    /// <param name="mustNameDatum">Whether the names of base and datum must be those of the known system; otherwise they must only not be
    /// those of another one.</param>
    bool Equals(WktSystem system, CrsRow row, bool mustNameDatum) =>
        WktEquality.IsSame(system, CrsRowReader.Read(row), row.Method) && IsDatum(system, row, mustNameDatum);

    bool IsDatum(WktSystem system, CrsRow row, bool mustBeNamed)
    {
        var known = row.BaseWkid is { } wkid ? table.Find(wkid) : null;
        var names = new WktDatumNames(row, known);
        var isBaseNamed = row.IsGeographic || (known is not null && Code(system.Geographic) == known.Wkid)
            || names.HasBase(system.Geographic.Name);
        var isDatumNamed = names.HasDatum(system.DatumName);
        if (isBaseNamed && isDatumNamed)
        {
            return true;
        }

        return !mustBeNamed && (isBaseNamed || isDatumNamed || table.FindByName(InUse(system.Geographic.Name)).Count == 0);
    }
}
