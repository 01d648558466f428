namespace GpServer.Core.Features;

/// <summary>
/// How the features of one run are worked on: on how many cores, and what is checked and counted on the way. Order is kept.
/// </summary>
public sealed class FeaturePipeline
{
    // A batch is large enough that handing it to another thread costs nothing beside the work, small enough that
    // cancellation, progress and the memory of batches under way stay fine-grained.
    const int BatchFeatures = 256;
    const int BatchVertices = 8_192;

    readonly RunBudget _budget;
    readonly int _cores;

    // One for all steps of the run, so that together they use no more cores than the run may.
    readonly Lazy<TaskScheduler> _scheduler;

    public FeaturePipeline(RunBudget budget, int cores)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        _budget = budget;
        _cores = cores;
        _scheduler = new(() => new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, cores).ConcurrentScheduler);
    }

    /// <summary>One core, no budget: for sets that belong to no run.</summary>
    public static FeaturePipeline Sequential { get; } = new(RunBudget.Unlimited, 1);

    internal IEnumerable<Feature> Map(IEnumerable<Feature> source, Func<Feature, Feature?> map) =>
        Map(source, (feature, _) => map(feature));

    internal IEnumerable<Feature> Map(IEnumerable<Feature> source, Func<Feature, int, Feature?> map)
    {
        var waiting = new Queue<Task<Feature?[]>>();
        var end = new EarlyEnd();
        var first = 0;
        using var batches = Batches(source).GetEnumerator();
        try
        {
            var more = batches.MoveNext();
            while (more || waiting.Count > 0)
            {
                while (more && waiting.Count < 2 * _cores)
                {
                    var batch = batches.Current;
                    var start = first;
                    first += batch.Count;
                    more = batches.MoveNext();

                    // A set of one batch, and a server of one core, are not worth a hand-over.
                    waiting.Enqueue(_cores == 1 || (!more && waiting.Count == 0)
                        ? Task.FromResult(Work(batch, start, map, end))
                        : Task.Factory.StartNew(
                            () => Work(batch, start, map, end), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler.Value));
                }

                // The task that is waited for holds the oldest batch, so results leave in the order in which features came.
                foreach (var result in waiting.Dequeue().GetAwaiter().GetResult())
                {
                    if (result is not null)
                    {
                        yield return result;
                    }
                }
            }
        }
        finally
        {
            // A reader that has enough, or a feature that fails, ends the work: nothing of it may go on after the run.
            end.Now = true;
            ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }
    }

    static IEnumerable<List<Feature>> Batches(IEnumerable<Feature> source)
    {
        var batch = new List<Feature>();
        var vertices = 0;
        foreach (var feature in source)
        {
            batch.Add(feature);
            vertices += feature.Geometry?.NumPoints ?? 0;
            if (batch.Count == BatchFeatures || vertices >= BatchVertices)
            {
                yield return batch;
                batch = [];
                vertices = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    Feature?[] Work(List<Feature> batch, int start, Func<Feature, int, Feature?> map, EarlyEnd end)
    {
        var results = new Feature?[batch.Count];
        for (var i = 0; i < results.Length && !end.Now; i++)
        {
            _budget.Check();
            results[i] = map(batch[i], start + i);
            _budget.Count(results[i]);
        }

        return results;
    }

    /// <summary>Tells the batches under way that nobody wants their results.</summary>
    sealed class EarlyEnd
    {
        volatile bool _now;

        public bool Now
        {
            get => _now;
            set => _now = value;
        }
    }
}
