using System.Globalization;
using GpServer.Core.Json;
using GpServer.Core.Spatial;

namespace GpServer.Core.Parameters;

/// <summary>
/// A spatial reference that is published as GPString, as tools for clients older than GPSpatialReference do: the text is a wkid, a WKT, a
/// name or the JSON object.
/// </summary>
public sealed class SpatialReferenceTextParameter(string name) : SpatialReferenceParameter(name)
{
    public override string DataType => "GPString";

    protected override ReadOnlySpan<byte> NoValue => "\"\""u8;

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        var system = (SpatialReference)value;
        json.Value(system.Wkt ?? system.Wkid?.ToString(CultureInfo.InvariantCulture) ?? system.Name);
    }
}
