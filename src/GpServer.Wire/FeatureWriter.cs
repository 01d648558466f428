using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Wire.Esri;
using GpServer.Wire.GeoJson;
using GpServer.Wire.Writing;

namespace GpServer.Wire;

/// <summary>
/// Writes feature sets as Esri JSON, as layers of a feature collection, or as GeoJSON. Stateless. Features are written as they are made, so
/// that nothing is held whole.
/// </summary>
public sealed class FeatureWriter : IFeatureWriter
{
    /// <inheritdoc/>
    public void Write(JsonOutput json, FeatureSet set, string name, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(set);
        var form = Form(json, set, name, writing);
        form.Begin();
        foreach (var feature in set.Features)
        {
            form.Write(feature);
        }

        form.End();
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(
        JsonOutput json,
        FeatureSet set,
        string name,
        ValueWriting writing,
        Func<CancellationToken, ValueTask> flush,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(flush);
        await Form(json, set, name, writing).WriteAllAsync(json, set.Features, flush, stop).ConfigureAwait(false);
    }

    static SetForm Form(JsonOutput json, FeatureSet set, string name, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(writing);
        var shared = new SetWriting(json, set, name, writing);
        if (writing.GeoJson)
        {
            return new GeoJsonForm(shared);
        }

        return writing.ReturnFeatureCollection ? new EsriLayerForm(shared) : new EsriFeatureSetForm(shared);
    }
}
