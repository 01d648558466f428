using GpServer.Core.Json;
using GpServer.Core.Spatial;

namespace GpServer.Core.Parameters;

/// <summary>GPSpatialReference: a wkid, a WKT, or a JSON object; see <see cref="SpatialReferenceReading"/>.</summary>
public class SpatialReferenceParameter(string name) : GpParameter<SpatialReference>(name)
{
    public override string DataType => "GPSpatialReference";

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            return ReadSystem(text, reading)
                ?? throw Invalid(text, "a wkid, a WKT, or a JSON object with wkid, latestWkid, wkt or name");
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, "a wkid, a WKT, or a JSON object with wkid, latestWkid, wkt or name", e);
        }
        catch (GpException e) when (e.Error == GpError.SpatialReference)
        {
            throw new GpException(GpError.SpatialReference, $"{Name}: {e.Message}", e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing) =>
        SpatialReferenceReading.Write(json, (SpatialReference)value);

    static SpatialReference? ReadSystem(ParameterText text, ValueReading reading)
    {
        if (!text.IsJson)
        {
            return SpatialReferenceReading.ReadText(text.Utf8.Span, reading.SpatialReferences);
        }

        var json = new JsonScanner(text.Utf8.Span, reading.Limits.JsonDepth);
        return SpatialReferenceReading.Read(ref json, reading.SpatialReferences);
    }
}
