using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>Writes feature sets in the form that an answer wants. The wire formats implement it.</summary>
public interface IFeatureWriter
{
    /// <summary>Writes a whole set.</summary>
    /// <param name="name">The name of the parameter: the name of the layer where a layer is written.</param>
    void Write(JsonOutput json, FeatureSet set, string name, ValueWriting writing);

    /// <summary>Writes a set, and calls <paramref name="flush"/> after every few thousand bytes so that nothing is held whole.</summary>
    ValueTask WriteAsync(
        JsonOutput json,
        FeatureSet set,
        string name,
        ValueWriting writing,
        Func<CancellationToken, ValueTask> flush,
        CancellationToken stop);
}
