using System.Data.Common;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>What the tables say, read past the server.</summary>
static class StoredJobs
{
    /// <summary>What must never be in the tables, whatever was killed. Each statement counts, and must find none.</summary>
    static readonly (string What, string Sql)[] Rules =
    [
        ("ended jobs without a time of their end or with a lease",
            "select count(*) from jobs where status between 4 and 7 and (ended_at is null or expires_at is null or lease_until is not null)"),
        ("jobs that have not ended with a time of their end",
            "select count(*) from jobs where status < 4 and (ended_at is not null or expires_at is not null)"),
        ("running jobs without a lease, or waiting ones with one",
            "select count(*) from jobs where (status in (2, 3) and lease_until is null) or (status < 2 and lease_until is not null)"),
        ("jobs of which there are other messages than they count",
            "select count(*) from jobs j where j.message_count <> (select count(*) from job_messages m where m.job = j.sequence) "
            + "or j.message_count <> (select coalesce(max(m.number), 0) from job_messages m where m.job = j.sequence)"),
        ("messages without a job",
            "select count(*) from job_messages m where not exists (select 1 from jobs j where j.sequence = m.job)"),
        ("values without a job",
            "select count(*) from job_values v where not exists (select 1 from jobs j where j.sequence = v.job)"),
        ("results of jobs that ended without any",
            "select count(*) from job_values v join jobs j on j.sequence = v.job where v.kind = 1 and j.status in (5, 6, 7)"),
        ("succeeded jobs that do not say so exactly once",
            "select count(*) from jobs j where j.status = 4 and 1 <> "
            + "(select count(*) from job_messages m where m.job = j.sequence and m.text like 'Succeeded at %')"),
    ];

    public static async Task<IReadOnlyList<StoredJob>> ReadAsync(TestStore store)
    {
        await using var connection = await store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select id, status, runs, version, node from jobs order by sequence";
        await using var rows = await command.ExecuteReaderAsync();
        var jobs = new List<StoredJob>();
        while (await rows.ReadAsync())
        {
            jobs.Add(new StoredJob(
                rows.GetString(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3), rows.IsDBNull(4) ? null : rows.GetString(4)));
        }

        return jobs;
    }

    public static async Task<StoredJob> ReadAsync(TestStore store, string id) =>
        (await ReadAsync(store)).Single(job => job.Id == id);

    /// <summary>What is wrong in the tables, a sentence each; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(TestStore store)
    {
        await using var connection = await store.OpenAsync();
        var problems = new List<string>();
        foreach (var (what, sql) in Rules)
        {
            var count = await NumberAsync(connection, sql);
            if (count > 0)
            {
                problems.Add($"There are {count} {what}.");
            }
        }

        return problems;
    }

    static async Task<long> NumberAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
