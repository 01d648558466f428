using System.Collections;
using GpServer.Jobs.Operations;
using GpServer.Storage;
using GpServer.Storage.Features;

namespace GpServer.Jobs.Reading;

/// <summary>
/// Chunks of a stored set, read one by one as they are enumerated: no connection is held in between, and only one chunk is in memory.
/// </summary>
sealed class StoredChunks(Store store, Job job, string name, IEnumerable<int> numbers, CancellationToken stop) : IEnumerable<FeatureChunk>
{
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
        foreach (var number in numbers)
        {
            // Features are enumerated by code that does not wait asynchronously.
            var row = ReadValues.RowAsync(store, job, JobValueKind.Result, name, number, stop).GetAwaiter().GetResult()
                ?? throw new InvalidDataException(
                    $"Chunk {number} of the result '{name}' of {job.Id} is not there: the job was deleted meanwhile.");
            yield return FeatureChunk.Open(row.Bytes);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
