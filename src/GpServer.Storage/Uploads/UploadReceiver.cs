using System.Security.Cryptography;
using GpServer.Core;
using GpServer.Storage.Files;
using GpServer.Storage.Uploads.Operations;

namespace GpServer.Storage.Uploads;

/// <summary>Takes the bytes of one part. What does not come whole is deleted at the end.</summary>
public sealed class UploadReceiver : IAsyncDisposable
{
    // In memory at the same time, for each part that is being received.
    const int PiecesTogether = 4;

    readonly Store _store;
    readonly Upload _upload;
    readonly long _part;
    readonly TimeSpan _kept;
    readonly UploadLimits _limits;
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    bool _isWhole;

    internal UploadReceiver(Store store, Upload upload, long part, TimeSpan kept, UploadLimits limits)
    {
        _store = store;
        _upload = upload;
        _part = part;
        _kept = kept;
        _limits = limits;
    }

    /// <summary>How many bytes have come.</summary>
    public long Bytes { get; private set; }

    /// <summary>The SHA-256 of what has come, in lower-case hexadecimal digits.</summary>
    public string Checksum => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Stores the bytes of a stream to its end, as they come.</summary>
    /// <exception cref="GpException">It is larger than a file may be, a limit is passed, or the upload is complete or was deleted.</exception>
    public async Task ReceiveAsync(Stream content, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(content);
        var number = 0;
        var isAtEnd = false;
        while (!isAtEnd)
        {
            var pieces = new List<FilePiece>(PiecesTogether);
            while (pieces.Count < PiecesTogether && !isAtEnd)
            {
                var bytes = new byte[FilePiece.MostBytes];
                var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
                isAtEnd = read < bytes.Length;
                if (read > 0)
                {
                    _hash.AppendData(bytes.AsSpan(0, read));
                    pieces.Add(FilePiece.Pack(bytes.AsMemory(0, read)));
                }
            }

            await StoreAsync(number, pieces, stop).ConfigureAwait(false);
            number += pieces.Count;
        }
    }

    /// <summary>The part has come whole, and counts.</summary>
    /// <param name="number">The client's number of it; where there is one of this number, this one takes its place.</param>
    /// <exception cref="GpException">The upload is complete or was deleted.</exception>
    public async Task<UploadPart> FinishAsync(int number, CancellationToken stop)
    {
        var replaced = await FinishUploadPart.RunAsync(_store, _upload.Sequence, _part, number, stop).ConfigureAwait(false);
        _isWhole = true;
        if (replaced > 0)
        {
            await DeleteUnwantedParts.RunAsync(_store, _upload.Sequence, CancellationToken.None).ConfigureAwait(false);
        }

        return new UploadPart(number, Bytes) { Sequence = _part };
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        if (_isWhole)
        {
            return;
        }

        try
        {
            await DeleteUnwantedParts.GiveUpAsync(_store, _part, CancellationToken.None).ConfigureAwait(false);
            await DeleteUnwantedParts.RunAsync(_store, _upload.Sequence, CancellationToken.None).ConfigureAwait(false);
        }
        catch (GpException e) when (e.Error is GpError.Unavailable or GpError.StorageFull)
        {
            // The failure before this one is the one to tell. What is left goes with the upload.
        }
    }

    async Task StoreAsync(int first, List<FilePiece> pieces, CancellationToken stop)
    {
        if (pieces.Count == 0)
        {
            return;
        }

        var more = pieces.Sum(piece => (long)piece.Size);
        if (Bytes + more > _limits.FileBytes)
        {
            throw new GpException(GpError.LimitExceeded, $"The file has more than {_limits.FileBytes} bytes, the limit of one file.");
        }

        await ReserveUploadBytes.RunAsync(_store, _upload.Sequence, more, _kept, _limits, stop).ConfigureAwait(false);
        await StoreUploadPieces.RunAsync(_store, _upload.Sequence, _part, first, pieces, Bytes + more, stop).ConfigureAwait(false);
        Bytes += more;
    }
}
