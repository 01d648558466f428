using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Core.Values;
using GpServer.Jobs.Maintenance;
using GpServer.Jobs.Operations;
using GpServer.Jobs.Values;
using GpServer.Storage;
using GpServer.Storage.Features;
using GpServer.Storage.Layers;

namespace GpServer.Jobs.Reading;

/// <inheritdoc/>
public sealed class JobReader : IJobReader
{
    static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    readonly Store _store;
    readonly JobChanges _changes;
    readonly JobCache _cache;
    readonly JobAccesses _accesses;
    readonly SpatialReferences _references;
    readonly LayerCache _layers;
    readonly TimeProvider _clock;

    public JobReader(JobQueue queue, JobAccesses accesses, SpatialReferences references, LayerCache layers, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(queue);
        _store = queue.Store;
        _changes = queue.Changes;
        _accesses = accesses;
        _references = references;
        _layers = layers;
        _clock = clock;

        // Nobody else writes the SQLite file, so what is in memory is right until this process changes it.
        _cache = new JobCache(queue.Changes, clock, _store.Provider == StorageProvider.Sqlite ? null : LongestWait * 0.8);
    }

    public int MaxPosition => 1_000;

    public ValueTask<Job?> GetAsync(string jobId, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        if (_cache.Find(jobId) is { } job)
        {
            _accesses.Add(job);
            return ValueTask.FromResult<Job?>(job);
        }

        return JobIds.IsWellFormed(jobId) ? ReadAsync(jobId, stop) : ValueTask.FromResult<Job?>(null);
    }

    public async ValueTask<bool> HasRequestAsync(SubmitJob submit, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(submit);
        return submit.RequestId is not null && await FindRequest.RunAsync(_store, submit, stop).ConfigureAwait(false) is not null;
    }

    public async ValueTask<IReadOnlyList<JobMessage>> MessagesAsync(Job job, int after, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (after >= job.MessageCount)
        {
            return [];
        }

        var known = _cache.Messages(job.Id);
        if (known.Count < job.MessageCount)
        {
            var more = await ReadMessages.RunAsync(_store, job.Sequence, known.Count, job.MessageCount, stop).ConfigureAwait(false);
            known = [.. known, .. more];
            _cache.Add(job.Id, known);
        }

        return after == 0 && known.Count == job.MessageCount ? known : [.. known.Take(job.MessageCount).Skip(after)];
    }

    public async ValueTask<int?> PositionAsync(Job job, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.IsQueued ? await ReadPosition.RunAsync(_store, job, MaxPosition, stop).ConfigureAwait(false) : null;
    }

    public async ValueTask<IReadOnlyList<JobValue>> ValuesAsync(Job job, JobValueKind kind, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(job);
        return IsThere(job, kind) ? await ReadValues.ListAsync(_store, job, kind, stop).ConfigureAwait(false) : [];
    }

    public async ValueTask<ReadOnlyMemory<byte>?> TextAsync(Job job, JobValueKind kind, string name, CancellationToken stop)
    {
        if (await HeaderAsync(job, kind, name, stop).ConfigureAwait(false) is not { Format: not JobValueFormat.Features } header)
        {
            return null;
        }

        if (header.Chunks == 0)
        {
            return TextRows.Read(header);
        }

        var text = new byte[header.Size];
        var written = 0;
        for (var number = 1; number <= header.Chunks; number++)
        {
            var piece = await PieceAsync(job, kind, name, number, stop).ConfigureAwait(false);
            piece.CopyTo(text.AsMemory(written));
            written += piece.Length;
        }

        return text;
    }

    public async ValueTask<bool> CopyTextAsync(Job job, JobValueKind kind, string name, Stream target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (await HeaderAsync(job, kind, name, stop).ConfigureAwait(false) is not { Format: not JobValueFormat.Features } header)
        {
            return false;
        }

        if (header.Chunks == 0)
        {
            await target.WriteAsync(TextRows.Read(header), stop).ConfigureAwait(false);
        }

        for (var number = 1; number <= header.Chunks; number++)
        {
            await target.WriteAsync(await PieceAsync(job, kind, name, number, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        }

        return true;
    }

    public async ValueTask<FeatureSet?> FeaturesAsync(Job job, string name, FeatureSelection? selection, CancellationToken stop)
    {
        if (await HeaderAsync(job, JobValueKind.Result, name, stop).ConfigureAwait(false) is not { Format: JobValueFormat.Features } header)
        {
            return null;
        }

        var (schema, summary) = FeatureRows.Read(header);
        var reader = new FeatureChunkReader(schema, _references);
        if (selection is null)
        {
            return reader.Read(new StoredChunks(_store, job, name, [.. Enumerable.Range(1, summary.Chunks)], stop), summary);
        }

        var extents = await ReadValues.ExtentsAsync(_store, job, name, stop).ConfigureAwait(false);
        return reader.Read(new StoredChunks(_store, job, name, StoredChunks.Touched(extents, selection), stop), selection);
    }

    public async ValueTask<IFeatureLayer?> LayerAsync(Job job, string name, CancellationToken stop)
    {
        if (await HeaderAsync(job, JobValueKind.Result, name, stop).ConfigureAwait(false) is not { Format: JobValueFormat.Features } header)
        {
            return null;
        }

        var (schema, summary) = FeatureRows.Read(header);
        return new StoredLayer(new JobLayerChunks(_store, job, name, summary), schema, _references, _layers);
    }

    public async ValueTask<Stream?> FileAsync(Job job, string name, CancellationToken stop) =>
        FileNames.IsValid(name) && await HeaderAsync(job, JobValueKind.File, name, stop).ConfigureAwait(false) is { } header
            ? new StoredFile(_store, job, header)
            : null;

    public Task WaitForChangeAsync(string jobId, int version, CancellationToken stop) => _changes.NextAsync(
        jobId, async () => await ReadJob.RunAsync(_store, jobId, stop).ConfigureAwait(false) is { } job && job.Version == version,
        LongestWait, _clock, stop);

    async ValueTask<Job?> ReadAsync(string jobId, CancellationToken stop)
    {
        var epoch = _changes.Epoch(jobId);
        var job = await ReadJob.RunAsync(_store, jobId, stop).ConfigureAwait(false);
        if (job is not null)
        {
            _cache.Add(job, epoch);
            _accesses.Add(job);
        }

        return job;
    }

    async ValueTask<ValueRow?> HeaderAsync(Job job, JobValueKind kind, string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(job);
        return IsThere(job, kind) ? await ReadValues.RowAsync(_store, job, kind, name, 0, stop).ConfigureAwait(false) : null;
    }

    async ValueTask<ReadOnlyMemory<byte>> PieceAsync(Job job, JobValueKind kind, string name, int number, CancellationToken stop) =>
        await ReadValues.RowAsync(_store, job, kind, name, number, stop).ConfigureAwait(false) is { } row
            ? TextRows.Read(row)
            : throw new InvalidDataException(
                $"Piece {number} of the value '{name}' of {job.Id} is not there: the job was deleted meanwhile.");

    static bool IsThere(Job job, JobValueKind kind) => kind == JobValueKind.Input || job.Status == Core.Jobs.JobStatus.Succeeded;
}
