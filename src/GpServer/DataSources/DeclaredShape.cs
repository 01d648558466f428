using System.Globalization;
using System.Text.RegularExpressions;
using GpServer.Core.Features;

namespace GpServer.DataSources;

/// <summary>What the type of a column of PostGIS says of its shapes, such as <c>geometry(MultiPolygonZ,4326)</c>.</summary>
/// <param name="SystemId">The number of the spatial reference; 0 where none is said.</param>
readonly partial record struct DeclaredShape(GeometryType Shape, bool HasZ, bool HasM, int SystemId)
{
    public static DeclaredShape Read(string type)
    {
        if (Pattern().Match(type) is not { Success: true } match)
        {
            return type == "geography" ? new DeclaredShape(GeometryType.None, false, false, 4326) : default;
        }

        var shape = match.Groups["shape"].Value.ToUpperInvariant() switch
        {
            "POINT" => GeometryType.Point,
            "MULTIPOINT" => GeometryType.Multipoint,
            "LINESTRING" or "MULTILINESTRING" => GeometryType.Polyline,
            "POLYGON" or "MULTIPOLYGON" => GeometryType.Polygon,
            _ => GeometryType.None,
        };
        var dimensions = match.Groups["dimensions"].Value;
        _ = int.TryParse(match.Groups["system"].Value, CultureInfo.InvariantCulture, out var system);
        return new DeclaredShape(shape, dimensions.Contains('Z', StringComparison.OrdinalIgnoreCase), dimensions.Contains('M', StringComparison.OrdinalIgnoreCase),
            system == 0 && type.Contains("geography", StringComparison.Ordinal) ? 4326 : system);
    }

    [GeneratedRegex(@"geo(metry|graphy)\((?<shape>[A-Za-z]+?)(?<dimensions>ZM|Z|M)?(,(?<system>\d{1,6}))?\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
