using System.Collections.Frozen;

namespace GpServer.Core.Values;

/// <summary>
/// Metres per linear unit, as a server reads them. In geoprocessing the plain foot is the US survey foot, 1200/3937 m, as results of
/// published buffer services show, and inch, yard and mile follow it by analogy; the names with <c>Int</c> are the international ones. The
/// plain nautical mile is the old US one of 1853.248 m. Since the analogy is not documented, a server can be told other factors.
/// </summary>
public sealed class LinearUnitTable
{
    readonly FrozenDictionary<LinearUnitName, double> _meters;

    LinearUnitTable(IEnumerable<KeyValuePair<LinearUnitName, double>> meters) => _meters = meters.ToFrozenDictionary();

    /// <summary>The table that holds unless a server says otherwise.</summary>
    public static LinearUnitTable Standard { get; } = new(new Dictionary<LinearUnitName, double>
    {
        [LinearUnitName.Millimeters] = 0.001,
        [LinearUnitName.Centimeters] = 0.01,
        [LinearUnitName.Decimeters] = 0.1,
        [LinearUnitName.Meters] = 1,
        [LinearUnitName.Kilometers] = 1000,
        [LinearUnitName.Feet] = 1200.0 / 3937,
        [LinearUnitName.Inches] = 100.0 / 3937,
        [LinearUnitName.Yards] = 3600.0 / 3937,
        [LinearUnitName.Miles] = 6336000.0 / 3937,
        [LinearUnitName.NauticalMiles] = 1853.248,
        [LinearUnitName.IntInches] = 0.0254,
        [LinearUnitName.IntFeet] = 0.3048,
        [LinearUnitName.IntYards] = 0.9144,
        [LinearUnitName.IntMiles] = 1609.344,
        [LinearUnitName.IntNauticalMiles] = 1852,
        [LinearUnitName.Points] = 0.0254 / 72,
    });

    /// <summary>The table in which some units have other factors.</summary>
    /// <param name="metersByName">Metres by the unit's name, with or without <c>esri</c>, such as <c>esriFeet</c>.</param>
    /// <exception cref="ArgumentException">
    /// A name is not that of a length, or its factor is not a positive number; the message names it.
    /// </exception>
    public LinearUnitTable With(IReadOnlyDictionary<string, double> metersByName)
    {
        ArgumentNullException.ThrowIfNull(metersByName);
        var meters = _meters.ToDictionary();
        foreach (var (name, factor) in metersByName)
        {
            const string prefix = "esri";
            var bare = name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name;
            if (!Enum.TryParse<LinearUnitName>(bare, ignoreCase: true, out var unit) || !meters.ContainsKey(unit))
            {
                throw new ArgumentException($"'{name}' is not the name of a linear unit.");
            }

            meters[unit] = double.IsFinite(factor) && factor > 0
                ? factor
                : throw new ArgumentException(
                    FormattableString.Invariant($"The metres of '{name}' must be a positive number, not {factor}."));
        }

        return new LinearUnitTable(meters);
    }

    /// <exception cref="InvalidOperationException">The unit is not a length.</exception>
    public double MetersPerUnit(LinearUnitName unit) =>
        _meters.TryGetValue(unit, out var meters) ? meters : throw new InvalidOperationException($"{unit} is not a length.");

    /// <summary>The length as this table has it.</summary>
    public LinearUnit Apply(LinearUnit length)
    {
        var differs = _meters.TryGetValue(length.Unit, out var meters) && meters != Standard._meters[length.Unit];
        return length with { MetersPerUnit = differs ? meters : null };
    }
}
