using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Core.Values;
using GpServer.Jobs.Values;
using GpServer.Storage.Hosted;

namespace GpServer.Jobs.Working;

/// <summary>One run on this node: what the runner sees of it, and what the worker keeps.</summary>
sealed class JobRun : IJobRun, IDisposable
{
    const int Open = 0;
    const int Ending = 1;
    const int Closed = 2;

    // Rows of results are stored in parts of this size while the run goes on; what is left goes with the end.
    const int PartBytes = 1 << 20;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly IJobQueue _queue;
    readonly long _maxResultBytes;
    readonly HostedLimits _hostedLimits;
    readonly TimeProvider _clock;
    readonly CancellationTokenSource _stop = new();
    readonly List<ValueRow> _rows = [];
    readonly HashSet<string> _files = new(StringComparer.Ordinal);
    readonly Lock _lock = new();
    HostedRun? _hosted;
    long _rowBytes;
    long _resultBytes;
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _inputs = new Dictionary<string, ReadOnlyMemory<byte>>();
    ToolProgress? _progress;
    StopReason _reason;
    bool _isDisposed;
    int _state = Open;

    public JobRun(ClaimedJob claimed, IJobQueue queue, long maxResultBytes, HostedLimits hostedLimits, TimeProvider clock)
    {
        Job = claimed.Job;
        Lease = claimed.Lease;
        _queue = queue;
        _clock = clock;
        Stopped = _stop.Token;
        BegunAt = clock.GetTimestamp();
        _maxResultBytes = maxResultBytes;
        _hostedLimits = hostedLimits;
        Messages = new PendingMessages(Job.MessageCount);
    }

    public Job Job { get; }

    public JobLease Lease { get; }

    public string JobId => Job.Id;

    public string Service => Job.Service;

    public string Task => Job.Task;

    public string User => Job.User;

    public int Run => Job.Runs;

    public PendingMessages Messages { get; }

    /// <summary>One at a time stores messages or ends the job.</summary>
    public SemaphoreSlim Writing { get; } = new(1, 1);

    /// <summary>When the run began, for its duration.</summary>
    public long BegunAt { get; }

    /// <summary>True while nothing of its end has begun to be stored.</summary>
    public bool IsOpen => Volatile.Read(ref _state) == Open;

    /// <summary>True when the job's end is stored or nothing more may be: what the run still does is for nobody.</summary>
    public bool IsClosed => Volatile.Read(ref _state) == Closed;

    /// <summary>Kept apart from its source, which is gone when the run has ended; others may still ask.</summary>
    public CancellationToken Stopped { get; }

    public StopReason Reason
    {
        get
        {
            lock (_lock)
            {
                return _reason;
            }
        }
    }

    /// <summary>The rows of results that are not stored yet.</summary>
    public IReadOnlyList<ValueRow> Rows => _rows;

    /// <summary>The hosted service that the run has made; null where it made none.</summary>
    public HostedPublication? Publication => _hosted?.Publication;

    /// <summary>Gives the run its inputs.</summary>
    public void Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> inputs) => _inputs = inputs;

    // Named, since a bare null would be an empty text here.
    public ReadOnlyMemory<byte>? Input(string name) => _inputs.TryGetValue(name, out var text) ? text : (ReadOnlyMemory<byte>?)null;

    public void Say(ToolMessage message) => Messages.Add(message);

    public void Report(ToolProgress progress) => Volatile.Write(ref _progress, progress);

    public void Store(string output, ReadOnlyMemory<byte> json) => Store(TextRows.Make(JobValueKind.Result, output, json));

    public void Store(string output, FeatureSet features) => Store(FeatureRows.Make(output, features));

    public void Store(DataFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file is not { FileName: { } name, LocalPath: { } path })
        {
            throw new ArgumentException($"The {file} was not made by a run.", nameof(file));
        }

        if (_files.Add(name))
        {
            using var content = File.OpenRead(path);
            Store(FileRows.Make(name, content));
        }
    }

    public void Store(HostedOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _hosted ??= new HostedRun(this, output, UnderLease<long>(() => _queue.BeginHostedAsync(Lease, Stopped)), _hostedLimits);
        foreach (var rows in _hosted.Write(output))
        {
            Stopped.ThrowIfCancellationRequested();
            Count(rows.Sum(static row => (long)row.Bytes.Length));
            UnderLease<bool>(async () => await _queue.StoreHostedAsync(Lease, _hosted.Version, rows, Stopped).ConfigureAwait(false) ? true : null);
        }
    }

    /// <summary>The progress that was not published yet, or null.</summary>
    public ToolProgress? TakeProgress() => Interlocked.Exchange(ref _progress, null);

    /// <summary>Gives back progress that could not be published, unless there is newer.</summary>
    public void PutBack(ToolProgress? progress) => Interlocked.CompareExchange(ref _progress, progress, null);

    /// <summary>Its end is to be stored from now on, and nobody else may take its job from it.</summary>
    public void BeginEnd() => Interlocked.CompareExchange(ref _state, Ending, Open);

    /// <summary>
    /// Takes the job from the run, so that nothing of it is stored any more; false when its end is being stored already, or it is closed.
    /// One step with <see cref="BeginEnd"/>: a job is never given back and ended by the same node.
    /// </summary>
    public bool TryClose() => Interlocked.CompareExchange(ref _state, Closed, Open) == Open;

    /// <summary>The end is stored, or given up.</summary>
    public void Close() => Volatile.Write(ref _state, Closed);

    /// <summary>Tells the run to stop. The first reason counts, but that the job is not this run's any more is stronger than all.</summary>
    public void Stop(StopReason reason)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            if (_reason == StopReason.None || reason == StopReason.LeaseLost)
            {
                _reason = reason;
            }
        }

        // Outside the lock: what is registered with the token runs here.
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run ended in this moment.
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _stop.Dispose();
    }

    void Store(IEnumerable<ValueRow> rows)
    {
        foreach (var row in rows)
        {
            Stopped.ThrowIfCancellationRequested();
            Count(row.Bytes.Length);
            _rows.Add(row);
            _rowBytes += row.Bytes.Length;
            if (_rowBytes >= PartBytes)
            {
                Flush();
            }
        }
    }

    void Count(long bytes)
    {
        if ((_resultBytes += bytes) > _maxResultBytes)
        {
            throw new GpException(
                GpError.LimitExceeded, $"The results have more than {_maxResultBytes} bytes, the most that one job may store.");
        }
    }

    void Flush()
    {
        UnderLease<bool>(async () => await _queue.StoreResultsAsync(Lease, _rows, Stopped).ConfigureAwait(false) ? true : null);
        _rows.Clear();
        _rowBytes = 0;
    }

    /// <summary>Stores something under the run's lease, and waits while the database is away.</summary>
    /// <param name="write">Gives null when the lease is lost.</param>
    T UnderLease<T>(Func<System.Threading.Tasks.Task<T?>> write)
        where T : struct
    {
        while (true)
        {
            try
            {
                // The run has its thread for itself and waits on it.
                if (write().GetAwaiter().GetResult() is { } stored)
                {
                    return stored;
                }

                Stop(StopReason.LeaseLost);
                throw new OperationCanceledException("The job is no longer this run's.");
            }
            catch (GpException e) when (e.Error == GpError.Unavailable)
            {
                // The database is away. Rows that it has already are not stored twice, so the run goes on when it is back.
                System.Threading.Tasks.Task.Delay(Pause, _clock, Stopped).GetAwaiter().GetResult();
            }
        }
    }
}
