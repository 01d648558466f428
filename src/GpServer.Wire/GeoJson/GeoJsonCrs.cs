using System.Globalization;
using GpServer.Core;
using GpServer.Core.Spatial;
using GpServer.Wire.Reading;

namespace GpServer.Wire.GeoJson;

/// <summary>
/// Reads the <c>crs</c> member that GeoJSON had before RFC 7946: <c>{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}}</c>.
/// Whatever the order of axes of the system named, coordinates are x before y, as all writers of that time had them.
/// </summary>
sealed class GeoJsonCrs(ReadingPlace place)
{
    const int MaxName = 100;

    /// <summary>The system named; WGS 84 where there is no such member.</summary>
    public SpatialReference Read(JsonMembers? crs)
    {
        var references = place.Options.Reading.SpatialReferences;
        if (crs is null)
        {
            return references.Wgs84;
        }

        var name = crs.Object("properties")?.Text("name") ?? "";
        if (name.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase) || name.EndsWith("CRS84h", StringComparison.OrdinalIgnoreCase))
        {
            return references.Wgs84;
        }

        var code = name.AsSpan(name.LastIndexOfAny([':', '/', '#']) + 1);
        var isEpsg = name.Contains("EPSG", StringComparison.OrdinalIgnoreCase) || name.Contains("ESRI", StringComparison.OrdinalIgnoreCase);
        var isNumber = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var wkid);
        return isEpsg && isNumber && references.TryGet(wkid, out var system)
            ? system
            : throw place.Fail(
                GpError.SpatialReference,
                $"the crs '{name[..Math.Min(name.Length, MaxName)]}' is not known; expected a name such as urn:ogc:def:crs:EPSG::3857",
                null);
    }
}
