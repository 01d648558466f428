using System.Globalization;
using GpServer.Storage.Features;
using GpServer.Storage.Layers;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Hosted;

/// <summary>The chunks of a layer of a published version.</summary>
sealed class HostedChunks(Store store, long version, HostedLayer layer) : ILayerChunks
{
    // A part of an index is as large as several chunks, which are as large as a few pages of a window.
    const int Together = 16;

    static readonly Sql One = new("select bytes from hosted_chunks where version = @version and layer = @layer and number = @number");

    static readonly Sql Some = new(
        """
        select number, bytes from hosted_chunks where version = @version and layer = @layer and number between @first and @last order by number
        """);

    // SQLite reads on the thread that asks.
    readonly bool _readsAhead = store.Provider != StorageProvider.Sqlite;

    public string Key { get; } = string.Create(CultureInfo.InvariantCulture, $"hosted {version} {layer.Number}");

    public FeatureSetSummary Summary => layer.Summary;

    public IEnumerable<FeatureChunk> Read(IEnumerable<int> numbers, CancellationToken stop)
    {
        // Whoever enumerates does not wait asynchronously. While it works on some chunks the next ones come.
        var ranges = Ranges(numbers).ToList();
        Task<List<byte[]>>? ahead = null;
        for (var i = 0; i < ranges.Count; i++)
        {
            var chunks = (ahead ?? ReadAsync(ranges[i], stop)).GetAwaiter().GetResult();
            ahead = _readsAhead && i + 1 < ranges.Count ? ReadAsync(ranges[i + 1], stop) : null;
            foreach (var chunk in chunks)
            {
                yield return FeatureChunk.Open(chunk);
            }
        }
    }

    public byte[]? ReadIndex(CancellationToken stop)
    {
        if (layer.IndexParts == 0)
        {
            return null;
        }

        using var index = new MemoryStream();
        for (var part = 0; part < layer.IndexParts; part++)
        {
            var bytes = store.ReadAsync(
                (session, stop) => session.Command(One).With("version", version).With("layer", layer.Number).With("number", -part)
                    .FirstAsync(static row => (byte[])row[0], stop),
                stop).GetAwaiter().GetResult();
            index.Write(bytes ?? throw Missing());
        }

        return index.ToArray();
    }

    async Task<List<byte[]>> ReadAsync((int First, int Last) range, CancellationToken stop)
    {
        var rows = await store.ReadAsync(
            (session, stop) => session.Command(Some).With("version", version).With("layer", layer.Number)
                .With("first", range.First).With("last", range.Last).ListAsync(static row => (byte[])row[1], stop),
            stop).ConfigureAwait(false);
        return rows.Count == range.Last - range.First + 1 ? rows : throw Missing();
    }

    /// <summary>Neighbours together, so that reading a layer takes few questions; a bounded number, so that it takes little memory.</summary>
    static IEnumerable<(int First, int Last)> Ranges(IEnumerable<int> numbers)
    {
        (int First, int Last)? range = null;
        foreach (var number in numbers)
        {
            if (range is var (first, last) && number == last + 1 && number - first < Together)
            {
                range = (first, number);
                continue;
            }

            if (range is { } full)
            {
                yield return full;
            }

            range = (number, number);
        }

        if (range is { } rest)
        {
            yield return rest;
        }
    }

    InvalidDataException Missing() =>
        new($"A part of the hosted layer {layer.Name} is not there: the service was deleted or overwritten meanwhile.");
}
