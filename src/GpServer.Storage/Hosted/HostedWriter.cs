using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Storage.Features;
using GpServer.Storage.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Storage.Hosted;

/// <summary>
/// Writes a set of features as a hosted layer: <see cref="Rows"/>, and then <see cref="Layer"/>. Near features come into the same chunk, so that a
/// small window reads little: as many features as fit into a bounded memory are sorted along a curve, then the next ones.
/// </summary>
/// <param name="sortBytes">Bytes of memory for the features that are sorted together, about.</param>
public sealed class HostedWriter(int number, string name, FeatureSet set, string? renderer = null, long sortBytes = HostedWriter.SortBytes)
{
    const long SortBytes = 64L << 20;

    /// <summary>Small, since a window touches parts of several.</summary>
    const int ChunkFeatures = 256;

    // Some 60 buffers of points: the first window at a place unpacks a few such chunks.
    const int ChunkBytes = 1 << 16;
    const int PartBytes = 1 << 20;

    HostedLayer? _layer;

    /// <summary>What is known when all rows are made.</summary>
    /// <exception cref="InvalidOperationException">Not all rows were taken yet.</exception>
    public HostedLayer Layer => _layer ?? throw new InvalidOperationException("The layer is known when all its rows are written.");

    /// <summary>Reads the features and gives the rows one by one.</summary>
    /// <exception cref="GpException">A feature, or the layer, is larger than one may be, or a feature could not be made.</exception>
    public IEnumerable<HostedRow> Rows()
    {
        var taken = new Queue<Feature>();
        var sorted = new FeatureSet(set.Schema, Sorted(taken)) { ExceededTransferLimit = set.ExceededTransferLimit };
        var chunks = new FeatureChunkWriter(sorted, ChunkLimits.Default with { Features = ChunkFeatures, Bytes = ChunkBytes });
        var index = new LayerIndexBuilder(set.Schema, isSorted: true);
        var count = 0;
        foreach (var chunk in chunks.Chunks())
        {
            index.Add([.. Enumerable.Range(0, chunk.Count).Select(_ => taken.Dequeue())]);
            yield return new HostedRow(number, ++count, chunk.Bytes);
        }

        var stored = index.Build().Write();
        var parts = 0;
        for (var start = 0; start < stored.Length; start += PartBytes)
        {
            yield return new HostedRow(number, -parts++, stored.AsMemory(start, Math.Min(PartBytes, stored.Length - start)));
        }

        _layer = new HostedLayer
        {
            Number = number,
            Name = name,
            SchemaBlock = chunks.SchemaBlock,
            Summary = chunks.Summary with { Bytes = chunks.Summary.Bytes + stored.Length },
            IndexParts = parts,
            Renderer = renderer,
        };
    }

    /// <param name="taken">Gets each feature before it is given, for the index: which chunk it is in is known later.</param>
    IEnumerable<Feature> Sorted(Queue<Feature> taken)
    {
        var some = new List<Feature>();
        long bytes = 0;
        foreach (var feature in set.Features)
        {
            some.Add(feature);
            bytes += LayerIndexBuilder.BytesOf(feature);
            if (bytes >= sortBytes)
            {
                foreach (var sorted in AlongCurve(some))
                {
                    taken.Enqueue(sorted);
                    yield return sorted;
                }

                some.Clear();
                bytes = 0;
            }
        }

        foreach (var sorted in AlongCurve(some))
        {
            taken.Enqueue(sorted);
            yield return sorted;
        }
    }

    /// <summary>Those without a place on the map come last, in the order in which they came.</summary>
    static Feature[] AlongCurve(List<Feature> some)
    {
        var extent = new Envelope();
        foreach (var feature in some)
        {
            if (HasPlace(feature, out var box))
            {
                extent.ExpandToInclude(box);
            }
        }

        var keys = new ulong[some.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var place = HasPlace(some[i], out var box)
                ? HilbertCurve.Place((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2, extent)
                : 1UL << 32;

            // With the place behind it, so that equal ones keep their order.
            keys[i] = (place << 31) | (uint)i;
        }

        var features = some.ToArray();
        Array.Sort(keys, features);
        return features;
    }

    static bool HasPlace(Feature feature, out Envelope box)
    {
        box = feature.Geometry?.EnvelopeInternal ?? new Envelope();
        return !box.IsNull && !double.IsNaN(box.Area);
    }
}
