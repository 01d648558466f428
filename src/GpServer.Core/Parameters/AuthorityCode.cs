using System.Globalization;
using System.Text.RegularExpressions;

namespace GpServer.Core.Parameters;

/// <summary>
/// The code in the name of a system by its authority: <c>EPSG:4326</c>, <c>ESRI:54030</c>, the URN and the addresses of OGC, and CRS84,
/// which is WGS 84 with the longitude first, as it is here always.
/// </summary>
static partial class AuthorityCode
{
    const int Wgs84 = 4326;
    const int LongestName = 100;

    /// <returns>Null for any other text.</returns>
    public static int? Read(string text)
    {
        if (text.Length > LongestName)
        {
            return null;
        }

        if (Crs84().IsMatch(text))
        {
            return Wgs84;
        }

        return Named().Match(text) is { Success: true } match
            ? int.Parse(match.Groups["code"].ValueSpan, CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(
        @"^(?:(?:EPSG|ESRI):|urn:(?:x-)?ogc:def:crs:(?:EPSG|ESRI):[\w.]*:|https?://www\.opengis\.net/def/crs/(?:EPSG|ESRI)/[\w.]+/"
        + @"|https?://www\.opengis\.net/gml/srs/epsg\.xml#)(?<code>[0-9]{1,9})\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"^(?:OGC:|CRS:|urn:(?:x-)?ogc:def:crs:OGC:[\w.]*:|https?://www\.opengis\.net/def/crs/OGC/[\w.]+/)(?:CRS)?84\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Crs84();
}
