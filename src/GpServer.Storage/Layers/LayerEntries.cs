using System.Collections;
using GpServer.Core.Layers;

namespace GpServer.Storage.Layers;

/// <summary>Entries of an index, made as they are asked for: a list of all features takes no memory.</summary>
sealed class LayerEntries(LayerIndex index, List<int>? places) : IReadOnlyList<LayerEntry>
{
    public int Count => places?.Count ?? index.Count;

    public LayerEntry this[int i] => index[places is null ? i : places[i]];

    public IEnumerator<LayerEntry> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
