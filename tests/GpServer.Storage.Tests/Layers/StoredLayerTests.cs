using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Storage.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Storage.Tests.Layers;

public class StoredLayerTests
{
    const int Count = 5_003;
    const int ChunkFeatures = 64;

    readonly List<Feature> _features = LayerSample.Make(Count);
    readonly LayerCache _cache = new(64 << 20, 64 << 20);

    [Fact]
    public void A_window_finds_what_looking_at_every_feature_finds()
    {
        var (layer, _) = Open(_features);
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var x = (random.NextDouble() * 360) - 180;
            var y = (random.NextDouble() * 180) - 90;
            var size = Math.Pow(10, (random.NextDouble() * 4) - 2);
            var window = new Envelope(x, x + size, y, y + size);
            var wanted = Enumerable.Range(0, Count).Where(place => _features[place].Geometry?.EnvelopeInternal.Intersects(window) == true);

            // The index rounds outwards, so it may find a neighbour too, and must not miss any.
            var found = layer.Find(window).Select(entry => entry.Place).ToList();
            found.ShouldBeSubsetOf(Enumerable.Range(0, Count).Where(
                place => _features[place].Geometry?.EnvelopeInternal is { } box && Grown(box).Intersects(window)));
            wanted.ShouldBeSubsetOf(found);
            found.ShouldBe(found.Order());
        }
    }

    [Fact]
    public void Without_a_window_all_features_are_found_those_without_a_place_too()
    {
        var (layer, _) = Open(_features);

        var all = layer.Find(window: null);

        all.Count.ShouldBe(Count);
        all.Select(entry => entry.ObjectId).ShouldBe(_features.Select(feature => (long)feature.Attributes[0]!));
        all.Count(entry => !entry.HasExtent).ShouldBe(_features.Count(feature => feature.Geometry is null));
    }

    [Fact]
    public void A_window_around_everything_finds_all_that_have_a_place()
    {
        var (layer, _) = Open(_features);

        layer.Find(new Envelope(-400, 400, -400, 400)).Count.ShouldBe(_features.Count(feature => feature.Geometry is not null));
        layer.Find(new Envelope()).ShouldBeEmpty();
    }

    [Fact]
    public void Object_ids_are_found_in_the_order_of_places_and_unknown_ones_are_left_out()
    {
        var (layer, _) = Open(_features);

        var found = layer.Find([1, Count, 77, 77, 999_999, -4]);

        found.Select(entry => entry.ObjectId).Order().ShouldBe([1, 77, Count]);
        found.ShouldAllBe(entry => (long)_features[entry.Place].Attributes[0]! == entry.ObjectId);
        found.Select(entry => entry.Place).ShouldBeInOrder();
    }

    [Fact]
    public void Only_chunks_that_have_what_is_wanted_are_read_and_only_once()
    {
        var (layer, chunks) = Open(_features);
        layer.Find(window: null);
        chunks.Reads.Clear();
        var wanted = new LayerSelection { Places = [3, 5, 64, 5_000] };

        var first = layer.Read(wanted, CancellationToken.None).ToList();
        var second = layer.Read(wanted, CancellationToken.None).ToList();

        chunks.Reads.ShouldBe([1, 2, 79]);
        first.Select(feature => feature.Attributes[1]).ShouldBe(["name 3", "name 5", "name 64", "name 5000"]);
        second.Select(feature => feature.Geometry).ShouldBe(first.Select(feature => feature.Geometry));
    }

    [Fact]
    public void All_features_come_in_their_order_and_a_part_that_is_not_wanted_is_left_out()
    {
        var (layer, _) = Open(_features);

        var whole = layer.Read(new LayerSelection(), CancellationToken.None).ToList();
        var rows = layer.Read(new LayerSelection { Geometry = false }, CancellationToken.None).ToList();
        var shapes = layer.Read(new LayerSelection { Attributes = false }, CancellationToken.None).ToList();

        whole.Select(feature => feature.Attributes[1]).ShouldBe(_features.Select(feature => feature.Attributes[1]));
        rows.ShouldAllBe(feature => feature.Geometry == null);
        rows.Select(feature => feature.Attributes[2]).ShouldBe(_features.Select(feature => feature.Attributes[2]));
        shapes.ShouldAllBe(feature => feature.Attributes.Length == 3 && feature.Attributes[1] == null);
        shapes.Count(feature => feature.Geometry is not null).ShouldBe(_features.Count(feature => feature.Geometry is not null));
    }

    [Fact]
    public void A_stored_index_finds_the_same_and_no_chunk_is_read_for_it()
    {
        var builder = new LayerIndexBuilder(LayerSample.Schema);
        foreach (var chunk in _features.Chunk(ChunkFeatures))
        {
            builder.Add(chunk);
        }

        var (built, _) = Open(_features);
        var (read, chunks) = Open(_features, builder.Build().Write());
        var window = new Envelope(-10, 30, -10, 40);

        read.Find(window).ShouldBe(built.Find(window));
        read.Find([5, 6]).ShouldBe(built.Find([5, 6]));
        chunks.Reads.ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_index_is_refused()
    {
        var builder = new LayerIndexBuilder(LayerSample.Schema);
        foreach (var chunk in _features.Chunk(ChunkFeatures))
        {
            builder.Add(chunk);
        }

        var bytes = builder.Build().Write();
        bytes[bytes.Length / 2] ^= 1;
        var (layer, _) = Open(_features, bytes);

        Should.Throw<InvalidDataException>(() => layer.Find(window: null));
    }

    [Fact]
    public void An_index_that_many_ask_for_is_built_once()
    {
        var (layer, chunks) = Open(_features);

        Parallel.For(0, 16, _ => layer.Find(new Envelope(0, 1, 0, 1)));

        chunks.Reads.Count.ShouldBe(chunks.Summary.Chunks);
        chunks.IndexReads.ShouldBe(1);
    }

    [Fact]
    public void A_set_that_was_deleted_meanwhile_is_an_error_for_its_reader()
    {
        var (layer, chunks) = Open(_features);
        layer.Find(window: null);
        chunks.IsDeleted = true;

        Should.Throw<InvalidDataException>(() => layer.Read(new LayerSelection { Places = [0] }, CancellationToken.None).ToList());
    }

    [Fact]
    public void Memory_for_features_and_indexes_stays_within_its_bounds()
    {
        var cache = new LayerCache(200_000, 100_000);
        for (var i = 0; i < 8; i++)
        {
            var chunks = new MemoryChunks(LayerSample.Set(_features), ChunkFeatures, $"layer {i}");
            var layer = new StoredLayer(chunks, chunks.SchemaBlock, SpatialReferences.Default, cache);
            layer.Read(new LayerSelection { Places = [.. layer.Find(new Envelope(0, 5, 0, 5)).Select(entry => entry.Place)] }, CancellationToken.None)
                .Count().ShouldBeGreaterThan(0);
        }

        // One index alone takes more than its bound, and is kept until the next comes.
        cache.Bytes.ShouldBeLessThan(200_000 + 300_000);
    }

    [Fact]
    public void An_empty_layer_has_nothing_to_find()
    {
        var (layer, _) = Open([]);

        layer.Find(window: null).ShouldBeEmpty();
        layer.Find(new Envelope(0, 1, 0, 1)).ShouldBeEmpty();
        layer.Find([1]).ShouldBeEmpty();
        layer.Read(new LayerSelection(), CancellationToken.None).ShouldBeEmpty();
        layer.Extent.IsNull.ShouldBeTrue();
    }

    (StoredLayer Layer, MemoryChunks Chunks) Open(List<Feature> features, byte[]? index = null)
    {
        var chunks = new MemoryChunks(LayerSample.Set(features), ChunkFeatures, $"layer {Guid.NewGuid()}") { StoredIndex = index };
        return (new StoredLayer(chunks, chunks.SchemaBlock, SpatialReferences.Default, _cache), chunks);
    }

    static Envelope Grown(Envelope box)
    {
        var grown = box.Copy();
        grown.ExpandBy(1e-4);
        return grown;
    }
}
