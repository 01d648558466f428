namespace GpServer.Reliability.Tests.Harness;

/// <summary>Jobs that a certain node runs. Which node takes a job is nobody's to say, so they are submitted until it has some.</summary>
static class RunningOn
{
    const int Wanted = 2;
    const int Most = 12;

    static readonly TimeSpan Begin = TimeSpan.FromSeconds(10);

    /// <summary>Submits jobs that take a while, until the node runs two or more of them.</summary>
    /// <returns>All jobs submitted, on whichever node they run.</returns>
    public static async Task<IReadOnlyList<JobUrl>> Async(ServerProcess node, Effects effects, string task, double seconds)
    {
        var before = effects.Read().Count;
        var jobs = new List<JobUrl>();
        while (effects.Read().Skip(before).Count(effect => effect.Process == node.Id) < Wanted)
        {
            if (jobs.Count == Most)
            {
                throw new InvalidOperationException($"Of {Most} jobs the node runs fewer than {Wanted}:\n{node.Log}");
            }

            var name = $"job{before + jobs.Count}";
            jobs.Add(await node.Client.SubmitAsync(
                "Quick", task, ("Name", name), ("Seconds", FormattableString.Invariant($"{seconds}"))));
            await node.UntilAsync(() => Task.FromResult(effects.Read().Count == before + jobs.Count), Begin, $"{name} begins");
        }

        return jobs;
    }
}
