using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Storage.Features;
using GpServer.Storage.Hosted;
using GpServer.Storage.Layers;
using GpServer.Storage.Tests.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Storage.Tests.Hosted;

public sealed class HostedWriterTests
{
    const int Count = 20_000;

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(2_000_000)]
    public void Near_features_come_into_the_same_chunks_and_none_is_lost(long sortBytes)
    {
        var features = LayerSample.Make(Count);
        var (layer, chunks) = Write(features, sortBytes);

        layer.Count.ShouldBe(Count);
        var all = layer.Read(new LayerSelection(), CancellationToken.None).ToDictionary(feature => (long)feature.Attributes[0]!);
        all.Count.ShouldBe(Count);
        foreach (var feature in features)
        {
            var stored = all[(long)feature.Attributes[0]!];
            stored.Attributes.ShouldBe(feature.Attributes);
            (stored.Geometry?.EqualsExact(feature.Geometry) ?? feature.Geometry is null).ShouldBeTrue();
        }

        // Runs of the sort double what a window touches; scattered features would be in nearly every chunk.
        chunks.Reads.Clear();
        var found = layer.Find(new Envelope(0, 20, 0, 20));
        layer.Read(new LayerSelection { Places = [.. found.Select(entry => entry.Place)] }, CancellationToken.None).Count().ShouldBe(found.Count);
        found.Count.ShouldBeGreaterThan(100);
        chunks.Reads.Count.ShouldBeLessThan(chunks.Summary.Chunks / 3);
        chunks.IndexReads.ShouldBe(1);
    }

    [Fact]
    public void The_index_is_stored_with_the_layer_and_finds_what_looking_at_every_feature_finds()
    {
        var features = LayerSample.Make(Count);
        var (layer, chunks) = Write(features, long.MaxValue);
        var window = new Envelope(-30, 11, -7, 13);

        var found = layer.Find(window).Select(entry => entry.ObjectId).ToHashSet();

        chunks.Reads.ShouldBeEmpty();
        foreach (var feature in features.Where(feature => feature.Geometry?.EnvelopeInternal.Intersects(window) == true))
        {
            found.ShouldContain((long)feature.Attributes[0]!);
        }

        layer.Find([1, 2, 3]).Select(entry => entry.ObjectId).Order().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void An_empty_set_is_a_layer_too()
    {
        var (layer, _) = Write([], long.MaxValue);

        layer.Find(window: null).ShouldBeEmpty();
        layer.Extent.IsNull.ShouldBeTrue();
    }

    static (StoredLayer Layer, WrittenChunks Chunks) Write(List<Feature> features, long sortBytes)
    {
        var writer = new HostedWriter(0, "layer", LayerSample.Set(features), sortBytes: sortBytes);
        var rows = writer.Rows().ToList();
        var chunks = new WrittenChunks(writer.Layer, rows);
        return (new StoredLayer(chunks, writer.Layer.SchemaBlock, SpatialReferences.Default, new LayerCache(64 << 20, 64 << 20)), chunks);
    }

    sealed class WrittenChunks(HostedLayer layer, List<HostedRow> rows) : ILayerChunks
    {
        public string Key => "written";

        public FeatureSetSummary Summary => layer.Summary;

        public List<int> Reads { get; } = [];

        public int IndexReads { get; private set; }

        public IEnumerable<FeatureChunk> Read(IEnumerable<int> numbers, CancellationToken stop)
        {
            foreach (var number in numbers)
            {
                Reads.Add(number);
                yield return FeatureChunk.Open(rows.Single(row => row.Number == number).Bytes);
            }
        }

        public byte[]? ReadIndex(CancellationToken stop)
        {
            IndexReads++;
            return [.. rows.Where(row => row.Number <= 0).OrderByDescending(row => row.Number).SelectMany(row => row.Bytes.ToArray())];
        }
    }
}
