using System.Security.Cryptography;
using GpServer.Core;
using GpServer.Storage.Uploads.Operations;

namespace GpServer.Storage.Uploads;

/// <summary>
/// Files that clients upload, in the database that all nodes share: streamed in and out in pieces, complete in one moment, counted against the
/// limits of who uploads them, and gone some time after their last use.
/// </summary>
public sealed class UploadStore(Store store, TimeProvider clock)
{
    // Of a file that comes in one request: when nothing has come for so long, its request is no more.
    static readonly TimeSpan Receiving = TimeSpan.FromHours(1);

    /// <summary>Begins an upload that comes in parts, or in one request.</summary>
    /// <param name="inOneRequest">It is soon complete, or will never be.</param>
    /// <exception cref="GpException">There are too many.</exception>
    public Task<Upload> BeginAsync(Upload upload, bool inOneRequest, UploadLimits limits, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(limits);
        return InsertUpload.RunAsync(store, upload, Kept(inOneRequest, limits), limits, stop);
    }

    /// <summary>The upload of this id; null when there is none (any more).</summary>
    public async Task<Upload?> FindAsync(string id, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(id);
        return UploadIds.IsWellFormed(id) ? await ReadUploads.OneAsync(store, id, stop).ConfigureAwait(false) : null;
    }

    /// <summary>The newest uploads of a service.</summary>
    /// <param name="user">Whose; null for everybody's.</param>
    public Task<List<Upload>> ListAsync(string service, string? user, int most, CancellationToken stop) =>
        ReadUploads.OfServiceAsync(store, service, user, most, stop);

    /// <summary>The parts that have come whole.</summary>
    public Task<List<UploadPart>> PartsAsync(Upload upload, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return ReadUploads.PartsAsync(store, upload.Sequence, stop);
    }

    /// <summary>Begins a part, whose bytes are then received.</summary>
    /// <exception cref="GpException">There are too many, or the upload is complete or was deleted.</exception>
    public async Task<UploadReceiver> BeginPartAsync(Upload upload, bool inOneRequest, UploadLimits limits, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(limits);
        var part = await BeginUploadPart.RunAsync(store, upload.Sequence, limits, stop).ConfigureAwait(false);
        return new UploadReceiver(store, upload, part, Kept(inOneRequest, limits), limits);
    }

    /// <summary>Makes the file of parts that have come whole.</summary>
    /// <param name="upload">The upload, with the owner that it is to have from now on.</param>
    /// <param name="parts">The parts in the order of the file; others are given up.</param>
    /// <param name="description">Null to leave it.</param>
    /// <param name="checksum">The SHA-256 of the file, where it is known.</param>
    /// <exception cref="GpException">The file is too large, a part was sent again meanwhile, or the upload is complete or was deleted.</exception>
    public async Task<Upload> CommitAsync(
        Upload upload, IReadOnlyList<UploadPart> parts, string? description, string? checksum, UploadLimits limits, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(limits);
        if (parts.Sum(part => part.Bytes) is var bytes && bytes > limits.FileBytes)
        {
            throw new GpException(GpError.LimitExceeded, $"The parts have {bytes} bytes together; a file may have {limits.FileBytes}.");
        }

        var committed = await CommitUpload.RunAsync(store, upload, parts, description, checksum, limits, stop).ConfigureAwait(false);
        await DeleteUnwantedParts.RunAsync(store, upload.Sequence, CancellationToken.None).ConfigureAwait(false);
        return committed;
    }

    /// <summary>The checksum of parts, one after the other, in lower-case hexadecimal digits.</summary>
    public async Task<string> ChecksumAsync(IReadOnlyList<UploadPart> parts, HashAlgorithmName algorithm, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using var hash = IncrementalHash.CreateHash(algorithm);
        foreach (var part in parts)
        {
            for (long done = 0, number = 0; done < part.Bytes; number++)
            {
                var piece = (await ReadUploadPieces.RunAsync(store, part.Sequence, (int)number, stop).ConfigureAwait(false))?.Unpack()
                    ?? throw new GpException(GpError.Conflict, "A part was sent again, or deleted, while its checksum was computed.");
                hash.AppendData(piece.Span);
                done += piece.Length;
            }
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>The bytes of a complete upload.</summary>
    /// <exception cref="InvalidOperationException">It is not complete.</exception>
    public async Task<Stream> OpenAsync(Upload upload, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (!upload.IsCommitted)
        {
            throw new InvalidOperationException($"The upload {upload.Id} is not complete.");
        }

        // An empty part begins where another one does.
        var parts = await PartsAsync(upload, stop).ConfigureAwait(false);
        return new UploadedFile(store, upload, parts.FindAll(part => part.Bytes > 0));
    }

    /// <summary>Somebody uses the upload: it is kept for as long as after its last use. Not every use is a write.</summary>
    public async Task KeepAsync(Upload upload, TimeSpan retention, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(upload);
        const int steps = 20;
        if (upload.ExpiresAt - clock.GetUtcNow() < retention - (retention / steps))
        {
            await KeepUpload.RunAsync(store, upload.Sequence, retention, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes an upload: nobody sees it any more, and what is stored of it goes.</summary>
    /// <returns>False when it was gone already.</returns>
    public async Task<bool> DeleteAsync(Upload upload, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (await DropUploads.OneAsync(store, upload.Sequence, stop).ConfigureAwait(false) == 0)
        {
            return false;
        }

        await CleanAsync(stop).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes all uploads of a service that there is no more; cleaning deletes what is stored of them.</summary>
    public async Task DropOfServiceAsync(string service, CancellationToken stop)
    {
        while (await DropUploads.OfServiceAsync(store, service, stop).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>The same for a user that there is no more.</summary>
    public async Task DropOfUserAsync(string user, CancellationToken stop)
    {
        while (await DropUploads.OfUserAsync(store, user, stop).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>Gives all uploads of a service to the name that it has now.</summary>
    public async Task RenameAsync(string from, string to, CancellationToken stop)
    {
        while (await RenameServiceOfUploads.RunAsync(store, from, to, stop).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>Deletes what has expired.</summary>
    public async Task CleanAsync(CancellationToken stop)
    {
        while (await DeleteExpiredUploads.RunAsync(store, stop).ConfigureAwait(false))
        {
        }
    }

    static TimeSpan Kept(bool inOneRequest, UploadLimits limits) =>
        inOneRequest && Receiving < limits.Retention ? Receiving : limits.Retention;
}
