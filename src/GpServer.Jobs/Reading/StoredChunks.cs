using System.Collections;
using GpServer.Jobs.Operations;
using GpServer.Storage;
using GpServer.Storage.Features;

namespace GpServer.Jobs.Reading;

/// <summary>
/// Chunks of a stored set, read one by one as they are enumerated: no connection is held in between, and two chunks are in memory at most.
/// </summary>
sealed class StoredChunks(Store store, Job job, string name, IReadOnlyList<int> numbers, CancellationToken stop) : IEnumerable<FeatureChunk>
{
    // SQLite reads on the thread that asks.
    readonly bool _readsAhead = store.Provider != StorageProvider.Sqlite;

    /// <summary>The numbers of the chunks that can have what is wanted.</summary>
    public static IReadOnlyList<int> Touched(
        IReadOnlyList<(int Number, long Count, Extent? Extent)> chunks, FeatureSelection selection)
    {
        var touched = new List<int>();
        var end = selection.Count is { } count && count < long.MaxValue - selection.First ? selection.First + count : long.MaxValue;
        long first = 0;
        foreach (var chunk in chunks)
        {
            if (first < end && first + chunk.Count > selection.First
                && (selection.Extent is null || selection.Extent.Intersects(chunk.Extent)))
            {
                touched.Add(chunk.Number);
            }

            first += chunk.Count;
        }

        return touched;
    }

    /// <exception cref="InvalidDataException">A chunk is damaged, or the job was deleted while its result was read.</exception>
    public IEnumerator<FeatureChunk> GetEnumerator()
    {
        // Features are enumerated by code that does not wait asynchronously. While it works on one chunk the next one comes, so that it
        // seldom has to wait: many readers that wait at once would take the threads that bring what they wait for.
        Task<ValueRow?>? ahead = null;
        for (var i = 0; i < numbers.Count; i++)
        {
            var row = (ahead ?? ReadAsync(i)).GetAwaiter().GetResult() ?? throw new InvalidDataException(
                $"Chunk {numbers[i]} of the result '{name}' of {job.Id} is not there: the job was deleted meanwhile.");
            ahead = _readsAhead && i + 1 < numbers.Count ? ReadAsync(i + 1) : null;
            yield return FeatureChunk.Open(row.Bytes);
        }
    }

    Task<ValueRow?> ReadAsync(int place) => ReadValues.RowAsync(store, job, JobValueKind.Result, name, numbers[place], stop);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
