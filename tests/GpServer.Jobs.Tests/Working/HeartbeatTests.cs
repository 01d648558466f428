using System.Collections.Concurrent;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Jobs.Working;
using GpServer.Storage.Hosted;
using Microsoft.Extensions.Logging.Abstractions;

namespace GpServer.Jobs.Tests.Working;

/// <summary>The heartbeat apart from a database: a queue of its own answers what the tests want.</summary>
public sealed class HeartbeatTests
{
    static readonly JobOptions Options = new() { Heartbeat = TimeSpan.FromMilliseconds(50) };

    [Theory]
    [InlineData(typeof(GpException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task Leases_are_renewed_though_messages_cannot_be_stored(Type failure)
    {
        var queue = new FakeQueue
        {
            Append = () => throw (failure == typeof(GpException)
                ? new GpException(GpError.StorageFull, "full")
                : new InvalidOperationException("fault")),
        };
        await using var node = new Node(queue);
        var run = node.Begin(1);
        run.Say(new(MessageType.Informative, "kept"));
        await TestJobs.UntilAsync(() => Task.FromResult(queue.Renewals > 5 && queue.Appends > 5));
        run.Messages.Peek().ShouldHaveSingleItem().Description.ShouldBe("kept");
        run.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Progress_that_could_not_be_published_is_published_later()
    {
        var queue = new FakeQueue { Renew = renewals => throw new GpException(GpError.Unavailable, "away") };
        await using var node = new Node(queue);
        node.Begin(1).Report(new("half", 50));
        await TestJobs.UntilAsync(() => Task.FromResult(queue.Renewals > 2));
        var published = new ConcurrentQueue<ToolProgress?>();
        queue.Renew = renewals =>
        {
            published.Enqueue(renewals[0].Progress);
            return [.. renewals.Select(renewal => new RenewedLease(renewal.Lease, false))];
        };
        await TestJobs.UntilAsync(() => Task.FromResult(published.Count > 1));
        published.Where(progress => progress is not null).ShouldHaveSingleItem()!.Percent.ShouldBe(50);
    }

    [Fact]
    public async Task A_run_whose_end_is_being_stored_is_not_taken_for_lost()
    {
        var queue = new FakeQueue { Renew = _ => [] };
        await using var node = new Node(queue);
        var (ending, running) = (node.Begin(1), node.Begin(2));
        ending.BeginEnd();
        await TestJobs.UntilAsync(() => Task.FromResult(running.IsClosed));
        ending.IsClosed.ShouldBeFalse();
        node.Stopped.ShouldBe([(2, StopReason.LeaseLost)]);
    }

    [Fact]
    public void A_run_is_ended_or_given_back_and_never_both()
    {
        for (var round = 0; round < 2_000; round++)
        {
            using var run = new JobRun(Node.Claimed(1), new FakeQueue(), 1, new HostedLimits(), TimeProvider.System);
            var given = false;
            Parallel.Invoke(run.BeginEnd, () => given = run.TryClose());
            run.IsClosed.ShouldBe(given);
            run.TryClose().ShouldBeFalse();
        }
    }

    /// <summary>Runs of a node and the heart that keeps them.</summary>
    sealed class Node : IAsyncDisposable
    {
        readonly ConcurrentDictionary<long, JobRun> _runs = new();
        readonly CancellationTokenSource _end = new();
        readonly JobMetrics _metrics = new();
        readonly FakeQueue _queue;
        readonly Heartbeat _heartbeat;
        readonly Task _beating;

        public Node(FakeQueue queue)
        {
            _queue = queue;
            _heartbeat = new Heartbeat(
                queue, _runs, (run, reason) => Stopped.Enqueue((run.Lease.Sequence, reason)), _metrics, Options, TimeProvider.System,
                NullLogger.Instance);
            _beating = Task.Run(() => _heartbeat.LoopAsync(_end.Token));
        }

        public ConcurrentQueue<(long Sequence, StopReason Reason)> Stopped { get; } = new();

        public static ClaimedJob Claimed(long sequence) => new(new Job
        {
            Id = $"j{sequence}",
            Sequence = sequence,
            Service = TestJobs.Service,
            Task = "Buffer",
            User = "",
            Status = JobStatus.Executing,
            Lease = 1,
        });

        public JobRun Begin(long sequence) =>
            _runs[sequence] = new JobRun(Claimed(sequence), _queue, 1_000, new HostedLimits(), TimeProvider.System);

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _beating;
            _heartbeat.Dispose();
            _metrics.Dispose();
            _end.Dispose();
        }
    }

    sealed class FakeQueue : IJobQueue
    {
        int _renewals;
        int _appends;

        public int Renewals => Volatile.Read(ref _renewals);

        public int Appends => Volatile.Read(ref _appends);

        public Func<IReadOnlyList<LeaseRenewal>, IReadOnlyList<RenewedLease>> Renew { get; set; } =
            renewals => [.. renewals.Select(renewal => new RenewedLease(renewal.Lease, false))];

        public Func<bool> Append { get; set; } = () => true;

        public async Task<IReadOnlyList<RenewedLease>> RenewAsync(IReadOnlyList<LeaseRenewal> leases, CancellationToken stop)
        {
            Interlocked.Increment(ref _renewals);
            await Task.Yield();
            return Renew(leases);
        }

        public async Task<bool> AppendMessagesAsync(
            JobLease lease, int before, IReadOnlyList<ToolMessage> messages, CancellationToken stop)
        {
            Interlocked.Increment(ref _appends);
            await Task.Yield();
            return Append();
        }

        public Task<SubmittedJob> SubmitAsync(SubmitJob job, CancellationToken stop) => throw new NotSupportedException();

        public Task<CancelledJob?> CancelAsync(string jobId, CancellationToken stop) => throw new NotSupportedException();

        public Task<IReadOnlyList<ClaimedJob>> ClaimAsync(string node, IReadOnlyList<FreeInstances> free, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<bool> StoreResultsAsync(JobLease lease, IReadOnlyList<ValueRow> rows, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<long?> BeginHostedAsync(JobLease lease, CancellationToken stop) => throw new NotSupportedException();

        public Task<bool> StoreHostedAsync(JobLease lease, long version, IReadOnlyList<HostedRow> rows, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<EndOutcome> EndAsync(JobLease lease, JobEnd end, CancellationToken stop) => throw new NotSupportedException();

        public Task<int> GiveBackAsync(IReadOnlyList<JobLease> leases, CancellationToken stop) => throw new NotSupportedException();

        public Task WaitForWorkAsync(TimeSpan longest, CancellationToken stop) => throw new NotSupportedException();

        public IDisposable OnCancelled(Action<string> heard) => throw new NotSupportedException();
    }
}
