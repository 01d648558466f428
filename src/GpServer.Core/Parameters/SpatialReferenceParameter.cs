using GpServer.Core.Json;
using GpServer.Core.Spatial;

namespace GpServer.Core.Parameters;

/// <summary>GPSpatialReference: a wkid, a WKT, or a JSON object; see <see cref="SpatialReferenceReading"/>.</summary>
public class SpatialReferenceParameter(string name) : GpParameter<SpatialReference>(name)
{
    const string Expected = "a wkid, a WKT, or a JSON object with wkid, latestWkid, wkt or name";

    public override string DataType => "GPSpatialReference";

    protected override ReadOnlySpan<byte> NoValue => "{}"u8;

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            return SpatialReferenceReading.ReadText(text.Unquoted().Utf8.Span, reading.SpatialReferences) ?? throw Invalid(text, Expected);
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, Expected, e);
        }
        catch (GpException e) when (e.Error is GpError.SpatialReference or GpError.NotAvailable)
        {
            throw new GpException(e.Error, $"{Name}: {e.Message}", e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing) =>
        SpatialReferenceReading.Write(json, (SpatialReference)value);
}
