using System.Security.Cryptography;
using System.Text;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Jobs.Operations;
using GpServer.Jobs.Values;
using GpServer.Storage;

namespace GpServer.Jobs;

/// <summary>
/// Stores submitted jobs: small ones in one statement, those with large inputs in parts that nobody sees before the last is there.
/// </summary>
sealed class Submission(Store store, JobOptions options, QueueBounds bounds)
{
    /// <summary>Bytes of rows that are stored in one transaction, so that no other has to wait for long.</summary>
    public const int PartBytes = 4 << 20;

    const int MostAttempts = 5;

    /// <exception cref="GpException">The queue is full, the inputs are too large, or the request id was used with other inputs.</exception>
    public async Task<SubmittedJob> RunAsync(SubmitJob submit, JobServiceSettings settings, CancellationToken stop)
    {
        Check(submit);
        var job = new NewJob(
            submit, submit.Id ?? JobIds.New(), submit.RequestId is null ? null : Hash(submit.Inputs),
            (long)settings.MaxWait.TotalMilliseconds, (long)settings.Retention.TotalMilliseconds);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (job.Hash is not null && await FindRequest.RunAsync(store, submit, stop).ConfigureAwait(false) is { } found)
            {
                return Repeated(submit, job.Hash, found.Job, found.Hash);
            }

            if (await StoreAsync(job, settings, stop).ConfigureAwait(false) is { } stored)
            {
                return new SubmittedJob(stored, IsRepeat: false);
            }

            // Another submit of the same request id was faster, or its job has expired.
            await ForgetRequest.RunAsync(store, submit, stop).ConfigureAwait(false);
        }

        throw new GpException(GpError.Unavailable, $"The request id '{submit.RequestId}' is in use by another submit. Try again later.");
    }

    void Check(SubmitJob submit)
    {
        if (submit.Inputs.Sum(input => (long)input.Utf8.Length) is var bytes && bytes > options.MaxInputBytes)
        {
            throw new GpException(GpError.LimitExceeded,
                $"The inputs of the job have {bytes} bytes together. One job may have up to {options.MaxInputBytes}.");
        }

        if (submit.Inputs.Select(input => input.Name).Distinct(StringComparer.Ordinal).Count() < submit.Inputs.Count)
        {
            throw new GpException(GpError.InvalidParameter, "A parameter is given twice.");
        }

        // What PostgreSQL cannot store is refused on both.
        foreach (var text in submit.Inputs.Select(input => input.Name).Append(submit.User).Append(submit.Service).Append(submit.Task))
        {
            if (StoredText.Of(text) != text)
            {
                throw new GpException(GpError.InvalidParameter, "A name has characters that are not text.");
            }
        }

        if (submit.RequestId is { } id && (id.Length is 0 or > 200 || StoredText.Of(id) != id))
        {
            throw new GpException(GpError.InvalidParameter, "gp:requestId: expected a text of 1 to 200 characters.");
        }
    }

    async Task<Job?> StoreAsync(NewJob job, JobServiceSettings settings, CancellationToken stop)
    {
        if (job.Submit.HasFailed)
        {
            return await InsertAsync(job, JobStatus.Failed, stop).ConfigureAwait(false);
        }

        var (service, user) = (job.Submit.Service, job.Submit.User);
        await bounds.AddAsync(service, settings.MaxQueued, user, options.MaxQueuedPerUser, stop).ConfigureAwait(false);
        Job? stored = null;
        try
        {
            stored = await InsertAsync(job, JobStatus.Submitted, stop).ConfigureAwait(false);
            return stored;
        }
        finally
        {
            bounds.End(service, user, stored is not null);
        }
    }

    async Task<Job?> InsertAsync(NewJob job, JobStatus status, CancellationToken stop)
    {
        var rows = job.Submit.Inputs.SelectMany(input => TextRows.Make(JobValueKind.Input, input.Name, input.Utf8));
        if (job.Submit.Inputs.Sum(input => (long)input.Utf8.Length) <= PartBytes)
        {
            return await InsertJob.RunAsync(store, job, status, [.. rows], stop).ConfigureAwait(false);
        }

        var receiving = await InsertJob.RunAsync(store, job, JobStatus.Receiving, [], stop).ConfigureAwait(false);
        if (receiving is null)
        {
            return null;
        }

        Job? queued = null;
        try
        {
            foreach (var part in ValueParts.Of(rows, PartBytes))
            {
                if (!await StoreInputRows.RunAsync(store, receiving.Sequence, part, stop).ConfigureAwait(false))
                {
                    throw Abandoned();
                }
            }

            queued = await QueueReceivedJob.RunAsync(store, receiving, status, job.MaxWait, job.Retention, stop).ConfigureAwait(false);
            return queued ?? throw Abandoned();
        }
        finally
        {
            if (queued is null)
            {
                await AbandonAsync(receiving).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Does not keep what a submit that failed has stored for as long as that of a node that was lost.</summary>
    async Task AbandonAsync(Job receiving)
    {
        try
        {
            await AbandonReceivedJob.RunAsync(store, receiving.Sequence, CancellationToken.None).ConfigureAwait(false);
        }
        catch (GpException)
        {
            // It is swept away later.
        }
    }

    static GpException Abandoned() =>
        new(GpError.Unavailable, "Storing the inputs of the job took so long that it was given up. Try again later.");

    static SubmittedJob Repeated(SubmitJob submit, byte[] hash, Job job, byte[] stored)
    {
        if (!hash.AsSpan().SequenceEqual(stored))
        {
            throw new GpException(GpError.InvalidParameter,
                $"gp:requestId: '{submit.RequestId}' was used for the job {job.Id} with other inputs. Use another one.");
        }

        return job.Status == JobStatus.Receiving
            ? throw new GpException(
                GpError.Unavailable, $"The job of the request id '{submit.RequestId}' is still being stored. Try again later.")
            : new SubmittedJob(job, IsRepeat: true);
    }

    /// <summary>
    /// A digest of the inputs, whatever their order: clients do not keep one. What the server adds to them is left out: a submit that is repeated may
    /// come by another address.
    /// </summary>
    static byte[] Hash(IReadOnlyList<JobInput> inputs)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var input in inputs.Where(input => !input.IsOfServer).OrderBy(input => input.Name, StringComparer.Ordinal))
        {
            foreach (var part in new[] { Encoding.UTF8.GetBytes(input.Name), input.Utf8 })
            {
                System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
                digest.AppendData(length);
                digest.AppendData(part.Span);
            }
        }

        return digest.GetHashAndReset();
    }
}
