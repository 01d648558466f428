using System.Data.Common;
using GpServer.Reliability.Tests.Harness;

namespace GpServer.Soak;

/// <summary>What must hold when everything has ended.</summary>
static class SoakCheck
{
    const int Most = 20;

    /// <returns>Broken promises, a sentence each, the first of each kind.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(TestStore store, Effects effects, IReadOnlyCollection<SoakJob> accepted)
    {
        var problems = new List<string>(await StoredJobs.ProblemsAsync(store));
        var stored = (await StoredJobs.ReadAsync(store)).ToDictionary(job => job.Id, StringComparer.Ordinal);
        if (accepted.Select(job => job.Url.Id).Distinct(StringComparer.Ordinal).Count() != accepted.Count)
        {
            problems.Add("One id was given to two jobs.");
        }

        problems.AddRange(stored.Values.Where(job => !job.HasEnded).Take(Most).Select(job => $"{job} has not ended."));
        var counts = effects.Counts();
        var givenBack = await GivenBackAsync(store);
        foreach (var job in accepted)
        {
            var times = counts.GetValueOrDefault(job.Name);
            problems.AddRange(stored.TryGetValue(job.Url.Id, out var row)
                ? ProblemsOf(job, row, times, givenBack.Contains(job.Url.Id))
                : job.IsBrief ? [] : [$"{job.Name} was accepted and is lost."]);
        }

        return problems.Count <= Most ? problems : [.. problems.Take(Most), $"There are {problems.Count - Most} more."];
    }

    static IEnumerable<string> ProblemsOf(SoakJob job, StoredJob row, int times, bool wasGivenBack)
    {
        if (row.Status == 7 && !job.IsCancelled)
        {
            yield return $"{job.Name} is cancelled, and nobody asked for it.";
        }

        if (row.Status != 7 && job.WasPromisedCancel)
        {
            yield return $"{job.Name} was to be cancelled and has the status {row.Status}.";
        }

        if (row.Status == 6)
        {
            yield return $"{job.Name} is timed out.";
        }

        // Which failures are right: the loss of a node under side effects, or three in one job's life.
        if (row.Status == 5 && job.Url.Task != "Effect" && row.Runs < 3)
        {
            yield return $"{job.Name} has failed after {row.Runs} runs.";
        }

        if (job.Url.Task is not ("Wait" or "Effect" or "Stubborn"))
        {
            yield break;
        }

        if (job.Url.Task == "Effect" && times > 1)
        {
            yield return $"{job.Name} has side effects and had them {times} times.";
        }

        if (row.HasSucceeded && times == 0)
        {
            yield return $"{job.Name} has succeeded and did nothing.";
        }

        if (times > row.Runs && !wasGivenBack)
        {
            yield return $"{job.Name} did its work {times} times in {row.Runs} runs.";
        }
    }

    /// <summary>Jobs of nodes that stopped in order, whose runs there do not count.</summary>
    static async Task<HashSet<string>> GivenBackAsync(TestStore store)
    {
        await using DbConnection connection = await store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select j.id from jobs j join job_messages m on m.job = j.sequence where m.text like '%the job stops. The job waits%'";
        await using var rows = await command.ExecuteReaderAsync();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            ids.Add(rows.GetString(0));
        }

        return ids;
    }
}
