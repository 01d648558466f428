using System.Diagnostics;
using System.Globalization;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Hosting;
using GpServer.Storage.Sessions;

namespace GpServer.Jobs.Tests.Working;

/// <summary>
/// A node on SQLite in a process of its own, whose files may not grow beyond a limit. Its <see cref="Main"/> takes what it is to do: a
/// number runs a job that makes a result of so many bytes and writes the job's last status and messages; <see cref="FillLog"/> fills the
/// log.
/// </summary>
static class LimitedProcess
{
    /// <summary>Writes the same pages again and again while a reader keeps the log from beginning anew, until the log is full.</summary>
    public const string FillLog = "fill";

    const int Unit = 1_024;

    /// <summary>Runs the jobs in a process that is limited by the shell.</summary>
    /// <returns>The lines that it wrote, and its exit code.</returns>
    public static async Task<(string[] Lines, int ExitCode)> RunAsync(long maxFileBytes, string folder, params string[] steps)
    {
        var program = typeof(LimitedProcess).Assembly.Location;
        var limited = string.Create(CultureInfo.InvariantCulture,
            $"ulimit -f {maxFileBytes / Unit}; exec '{Environment.ProcessPath}' exec '{program}' '{folder}' {string.Join(' ', steps)}");
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", limited]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (text.Split('\n', StringSplitOptions.RemoveEmptyEntries), process.ExitCode);
    }

    static CancellationToken None => CancellationToken.None;

    public static async Task<int> Main(string[] args)
    {
        using var ignored = FileSizeSignal.Ignore();
        await using var jobs = await TestJobs.OpenAsync(args[0], new JobOptions(), TimeProvider.System);
        await using var worker = jobs.Worker(new FakeRunner((run, _) =>
        {
            var noise = new byte[int.Parse(run.Input("Input")!.Value.Span, CultureInfo.InvariantCulture)];
            new Random(1).NextBytes(noise);
            run.Store("Output", noise);
        }));
        worker.Start();
        foreach (var step in args[1..])
        {
            Console.WriteLine(step == FillLog ? await FillLogAsync(jobs) : await RunJobAsync(jobs, step));
        }

        await worker.StopAsync(None);
        return 0;
    }

    static async Task<string> RunJobAsync(TestJobs jobs, string size)
    {
        var job = await jobs.SubmitAsync(TestJobs.Job(input: size));
        await jobs.UntilEndedAsync(job.Id);
        var ended = await jobs.GetAsync(job.Id);
        var text = ended.Status == JobStatus.Succeeded
            ? $"{(await jobs.Reader.TextAsync(ended, JobValueKind.Result, "Output", None))!.Value.Length} bytes"
            : string.Join(" ", await jobs.SaidAsync(job.Id));
        return $"{ended.Status}: {text}";
    }

    static async Task<string> FillLogAsync(TestJobs jobs)
    {
        using var release = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var reading = Task.Run(() => jobs.Store.ReadAsync((session, stop) => session.Command(new Sql("select job from job_values"))
            .ListAsync(row =>
            {
                begun.TrySetResult();
                release.Wait(None);
                return 0;
            }, stop), None));
        await begun.Task;
        for (var times = 0; times < 100; times++)
        {
            try
            {
                await jobs.ExecuteAsync("update job_values set bytes = randomblob(length(bytes)) where kind = 1 and number > 0");
            }
            catch (GpException e)
            {
                release.Set();
                await reading;
                return $"{e.Error}: after {times} times";
            }
        }

        return "the log was never full";
    }
}
