using System.Globalization;
using System.Text;
using GpServer.Reliability.Tests.Harness;

namespace GpServer.Soak;

/// <summary>What happened and whether it was right, as Markdown.</summary>
static class SoakReport
{
    static readonly string[] Statuses =
        ["submitted", "waiting", "executing", "cancelling", "succeeded", "failed", "timed out", "cancelled", "receiving"];

    public static string Text(
        SoakOptions options, SoakLoad load, Failures failures, IReadOnlyList<StoredJob> stored, Effects effects, TimeSpan drained, long memory,
        IReadOnlyList<string> problems)
    {
        var text = new StringBuilder();
        void Row(string what, object count) => text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {count} |");

        text.AppendLine(CultureInfo.InvariantCulture,
            $"{options.Length.TotalMinutes:0.#} minutes on {options.Provider}, seed {options.Seed}, {DateTime.UtcNow:yyyy-MM-dd}:");
        text.AppendLine().AppendLine("| failures | |").AppendLine("| --- | ---: |");
        foreach (var (what, count) in failures.Happened.All)
        {
            Row(what, count);
        }

        text.AppendLine().AppendLine("| requests | |").AppendLine("| --- | ---: |");
        foreach (var (what, count) in load.Requests.All)
        {
            Row(what.Replace('\n', ' ').Replace("|", "", StringComparison.Ordinal), count);
        }

        text.AppendLine().AppendLine("| jobs | |").AppendLine("| --- | ---: |");
        Row("accepted", load.Accepted.Count);
        Row("of these deleted meanwhile, their time of retention being over", load.Accepted.Count(job => job.IsBrief && !Has(stored, job)));
        foreach (var group in stored.GroupBy(job => job.Status).OrderBy(group => group.Key))
        {
            Row(Statuses[group.Key], group.Count());
        }

        Row("begun more than once", stored.Count(job => job.Runs > 1));
        Row("effects in the file", effects.Read().Count);
        Row("seconds until the last had ended", drained.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture));
        Row("most memory of a node, MB", memory >> 20);
        text.AppendLine().AppendLine(problems.Count == 0 ? "Every promise was kept." : "Broken promises:").AppendLine();
        foreach (var problem in problems)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {problem}");
        }

        return text.ToString();
    }

    static bool Has(IReadOnlyList<StoredJob> stored, SoakJob job) => stored.Any(row => row.Id == job.Url.Id);
}
