using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Writing;

/// <summary>A form in which one feature set is written: what comes before its features, each feature, and what comes after.</summary>
abstract class SetForm
{
    const int FlushBytes = 65_536;

    public abstract void Begin();

    public abstract void Write(Feature feature);

    public abstract void End();

    /// <summary>Writes all of it, and calls <paramref name="flush"/> after every few thousand bytes so that nothing is held whole.</summary>
    public async ValueTask WriteAllAsync(
        JsonOutput json, IEnumerable<Feature> features, Func<CancellationToken, ValueTask> flush, CancellationToken stop)
    {
        var flushed = json.BytesWritten;
        Begin();
        foreach (var feature in features)
        {
            Write(feature);
            if (json.BytesWritten - flushed > FlushBytes)
            {
                stop.ThrowIfCancellationRequested();
                json.Flush();
                await flush(stop).ConfigureAwait(false);
                flushed = json.BytesWritten;
            }
        }

        End();
    }
}
