using System.Runtime.ExceptionServices;
using GpServer.Core.Spatial.Buffers;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial;

/// <summary>
/// Joins many polygons into one geometry: neighbours on a Hilbert curve by pairs, then pairs of pairs. Runs of neighbours go to several
/// cores. Cancellation is noticed in the middle of a step, and a step has a bound on the crossings that it makes vertices of.
/// </summary>
public static class PolygonUnion
{
    /// <summary>Fewer polygons in a run are not worth another core.</summary>
    const int LeastRun = 16;

    /// <summary>Runs take different times, so that every core gets several.</summary>
    const int RunsPerCore = 4;

    /// <summary>The union of valid polygons and multipolygons; an empty polygon when there is none.</summary>
    /// <param name="polygons">Enumerated once, by the calling thread.</param>
    /// <param name="stop">Ends the work, also in the middle of a step.</param>
    /// <param name="cores">How many threads work at a time; as many as the machine has cores when left out.</param>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when the boundaries of two neighbouring halves cross more than
    /// 100,000 times; <see cref="GpError.ToolFailed"/> when rounding leaves no valid union.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public static Geometry Union(IEnumerable<Geometry> polygons, CancellationToken stop, int? cores = null)
    {
        ArgumentNullException.ThrowIfNull(polygons);
        return Union(polygons, stop.ThrowIfCancellationRequested, cores ?? Environment.ProcessorCount);
    }

    /// <summary>As above; the checkpoint is called all the while, by any of the threads, and ends the work by throwing.</summary>
    internal static Geometry Union(IEnumerable<Geometry> polygons, Action checkpoint, int cores)
    {
        var parts = polygons.ToArray();
        checkpoint();
        HilbertOrder.Sort(parts);
        var runs = cores == 1 ? 1 : Math.Clamp(parts.Length / LeastRun, 1, cores * RunsPerCore);
        var level = new Geometry[runs];
        ForEach(runs, cores, checkpoint, (run, watch) =>
        {
            var union = new CascadedUnion(watch);
            for (var i = Start(run, runs, parts.Length); i < Start(run + 1, runs, parts.Length); i++)
            {
                union.Add(parts[i]);
            }

            level[run] = union.Result();
        });

        while (level.Length > 1)
        {
            var below = level;
            var above = new Geometry[(below.Length + 1) / 2];
            ForEach(above.Length, cores, checkpoint, (pair, watch) => above[pair] = (2 * pair) + 1 < below.Length
                ? CascadedUnion.Union(below[2 * pair], below[(2 * pair) + 1], watch)
                : below[2 * pair]);
            level = above;
        }

        return level[0];
    }

    static int Start(int run, int runs, int parts) => (int)((long)run * parts / runs);

    /// <summary>The first failure stops the others at their next checkpoint and comes out as it was thrown.</summary>
    static void ForEach(int count, int cores, Action checkpoint, Action<int, Action> body)
    {
        if (cores == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
            {
                body(i, checkpoint);
            }

            return;
        }

        ExceptionDispatchInfo? first = null;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = cores }, (i, state) =>
        {
            try
            {
                body(i, () =>
                {
                    checkpoint();
                    if (state.IsStopped)
                    {
                        throw new OperationCanceledException();
                    }
                });
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(failure), null);
                state.Stop();
            }
        });
        first?.Throw();
    }
}
