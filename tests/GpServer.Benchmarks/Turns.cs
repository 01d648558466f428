using System.Diagnostics;

namespace GpServer.Benchmarks;

/// <summary>Measures several pieces of work in turns, so that whatever else the machine does falls on all of them alike.</summary>
static class Turns
{
    /// <summary>The median seconds of each piece of work, after one round that is not counted.</summary>
    public static double[] Median(int rounds, params Action[] work) =>
        MedianAsync(rounds, [.. work.Select(action => (Func<Task>)(() =>
        {
            action();
            return Task.CompletedTask;
        }))]).GetAwaiter().GetResult();

    public static async Task<double[]> MedianAsync(int rounds, params Func<Task>[] work)
    {
        var seconds = work.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < work.Length; i++)
            {
                var watch = Stopwatch.StartNew();
                await work[i]();
                if (round > 0)
                {
                    seconds[i].Add(watch.Elapsed.TotalSeconds);
                }
            }
        }

        return [.. seconds.Select(list => list.Order().ElementAt(list.Count / 2))];
    }
}
