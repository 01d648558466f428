using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>Finds the known system that a text names by authority and code, or equals by name and parameters.</summary>
sealed class WktRecognition(CrsTable table)
{
    /// <summary>The row that PROJCS or GEOGCS stands for, or null.</summary>
    public CrsRow? Find(WktNode root, CoordinateSystem system)
    {
        if (Code(root) is { } code && table.Find(code) is { } named && IsPlausible(system, CrsRowReader.Read(named)))
        {
            return named;
        }

        return table.FindByName(root.Name).FirstOrDefault(row => IsEqual(root, system, row));
    }

    /// <summary>The datum of a GEOGCS that is known, else null.</summary>
    public GeodeticDatum? Datum(WktNode geographic) =>
        Find(geographic, WktSystemReader.Read(geographic, static _ => null)) is { } row ? CrsRowReader.Read(row).Datum : null;

    /// <summary>The number in AUTHORITY["EPSG","4326"] at this element; null without one.</summary>
    public static int? Code(WktNode node)
    {
        if (node.Child("AUTHORITY") is not { } authority || authority.Name.ToUpperInvariant() is not ("EPSG" or "ESRI"))
        {
            return null;
        }

        if (authority.Numbers is [var number])
        {
            return number is > 0 and < int.MaxValue ? (int)number : null;
        }

        return authority.Texts is [_, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : null;
    }

    /// <summary>
    /// Some codes exist twice and texts are edited, so a code counts only if kind, figure, unit and projection are those of its system.
    /// Parameters of a projection that is not computed are not compared, since the dialects' names for them are not translated.
    /// </summary>
    static bool IsPlausible(CoordinateSystem system, CoordinateSystem known) =>
        system.Projection is null == known.Projection is null
        && Near(system.UnitFactor, known.UnitFactor, 1e-6)
        && Near(system.Datum.Ellipsoid.SemiMajorAxis, known.Datum.Ellipsoid.SemiMajorAxis, 1e-6)
        && (system.Projection is not { IsComputed: true } || known.Projection is not { IsComputed: true } computed
            || system.Projection.IsSameAs(computed));

    static bool IsEqual(WktNode root, CoordinateSystem system, CrsRow row)
    {
        if (row.EsriText.Length == 0 || row.IsGeographic != (system.Projection is null))
        {
            return false;
        }

        var knownRoot = WktParser.Parse(row.EsriText)[0];
        var known = WktSystemReader.Read(knownRoot, static _ => null);
        return Near(system.UnitFactor, known.UnitFactor, 1e-9)
            && Near(system.PrimeMeridian, known.PrimeMeridian, 1e-9)
            && Near(system.Datum.Ellipsoid.SemiMajorAxis, known.Datum.Ellipsoid.SemiMajorAxis, 1e-9)
            && Near(system.Datum.Ellipsoid.Flattening, known.Datum.Ellipsoid.Flattening, 1e-10)
            && system.SouthWest == known.SouthWest
            && IsSameDatumName(DatumName(root), DatumName(knownRoot))
            && (known.Projection is null || system.Projection!.IsSameAs(known.Projection));
    }

    static string DatumName(WktNode root) => (root.Keyword == "PROJCS" ? root.Required("GEOGCS") : root).Required("DATUM").Name;

    /// <summary>Only two names in Esri's form (D_...) can be told apart; the dialects spell datums differently.</summary>
    static bool IsSameDatumName(string first, string second) =>
        !first.StartsWith("D_", StringComparison.OrdinalIgnoreCase) || !second.StartsWith("D_", StringComparison.OrdinalIgnoreCase)
        || first.Equals(second, StringComparison.OrdinalIgnoreCase);

    static bool Near(double first, double second, double tolerance) =>
        Math.Abs(first - second) <= tolerance * Math.Max(1, Math.Max(Math.Abs(first), Math.Abs(second)));
}
