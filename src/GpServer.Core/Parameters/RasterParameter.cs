using GpServer.Core.Execution;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// A raster. In: <c>{"url":"https://…","format":"tif"}</c> of a file or an image service, <c>{"itemID":"…"}</c> of an upload, or a bare
/// URL. Out: the object.
/// </summary>
public abstract class RasterParameter(string name) : GpParameter<RasterData>(name)
{
    protected override ReadOnlySpan<byte> NoValue => """{"url":""}"""u8;

    public sealed override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            var file = FileText.Read(text, reading.Limits);
            return new RasterData
            {
                Url = file.Url,
                ItemId = file.ItemId,
                PortalItemId = file.PortalItemId,
                Token = file.Token,
                Format = file.Format,
            };
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, FileText.Expected, e);
        }
    }

    public sealed override async ValueTask<object> ResolveAsync(
        object value, IReferenceResolver resolver, ValueReading reading, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return await resolver.ResolveAsync((RasterData)value, this, stop).ConfigureAwait(false);
    }

    public sealed override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        var raster = (RasterData)value;
        new FileText(raster.Url, raster.ItemId, raster.PortalItemId, null, raster.Format).Write(json);
    }
}
