using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>Finds the known system that a text names by authority and code, or by its name, and equals in all that is computed.</summary>
sealed class WktRecognition(CrsTable table)
{
    /// <summary>The row that a text stands for, or null.</summary>
    public CrsRow? Find(WktSystem system)
    {
        if (Code(system.Root) is { } code && table.Find(code) is { } named && Equals(system, named, mustNameDatum: false))
        {
            return named;
        }

        return table.FindByName(system.Root.Name).FirstOrDefault(row => Equals(system, row, mustNameDatum: true));
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

    /// <summary>
    /// By the definition of the authority, or by that of Esri, which differs for a few codes.
    /// </summary>
    /// <param name="system">What the text says.</param>
    /// <param name="row">The known system.</param>
    /// <param name="mustNameDatum">Whether the names of base and datum must be those of the known system; otherwise they must only not be
    /// those of another one.</param>
    bool Equals(WktSystem system, CrsRow row, bool mustNameDatum) =>
        (WktEquality.IsSame(system, CrsRowReader.Read(row), row.Method) || EqualsEsri(system, row))
        && IsDatum(system, row, mustNameDatum);

    static bool EqualsEsri(WktSystem system, CrsRow row)
    {
        if (row.EsriText.Length == 0)
        {
            return false;
        }

        var esri = WktSystemReader.Read(WktRoots.Read(row.EsriText), static _ => null);
        var known = CrsRowReader.Read(row).Datum;
        return WktEquality.IsSame(
            system, esri.System with { Datum = esri.System.Datum with { ToWgs84 = known.ToWgs84 } }, esri.System.Projection?.Method);
    }

    bool IsDatum(WktSystem system, CrsRow row, bool mustBeNamed)
    {
        if (row.BaseWkid is not { } baseWkid || table.Find(baseWkid) is not { } known)
        {
            known = row;
        }

        var isBaseNamed = row.IsGeographic || Code(system.Geographic) == known.Wkid
            || CrsNameIndex.IsSame(system.Geographic.Name, known.Name) || CrsNameIndex.IsSame(system.Geographic.Name, known.EsriName);
        var isDatumNamed = WktDatumNames.IsOf(system.DatumName, known);
        if (isBaseNamed && isDatumNamed)
        {
            return true;
        }

        return !mustBeNamed && (isBaseNamed || isDatumNamed || table.FindByName(system.Geographic.Name).Count == 0);
    }
}
