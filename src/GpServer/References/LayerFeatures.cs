using System.Collections;
using GpServer.Core.Features;
using GpServer.Core.Layers;

namespace GpServer.References;

/// <summary>All features of a layer of this server, read anew each time.</summary>
sealed class LayerFeatures(IFeatureLayer layer) : IEnumerable<Feature>
{
    // The run checks between features whether it is to stop.
    public IEnumerator<Feature> GetEnumerator() => layer.Read(new LayerSelection(), CancellationToken.None).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
