using GpServer.Core;
using GpServer.Options;

namespace GpServer.Outgoing;

/// <summary>An answer after it was decompressed: no larger than it may be, and not blown up out of nothing.</summary>
sealed class BoundedStream(Stream inner, MeteredStream raw, OutgoingRequest request, OutgoingOptions options) : ForwardStream(inner)
{
    // Small answers are let become what they like: a page of blanks is no attack.
    const long RatioCounts = 1024 * 1024;

    readonly long _most = request.Most(options);
    long _bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await ReadInnerAsync(buffer, cancellationToken);
        _bytes += read;
        if (_bytes > _most)
        {
            throw request.TooLarge(_most);
        }

        if (_bytes > RatioCounts && _bytes / options.Ratio > raw.Bytes)
        {
            throw new OutgoingFailure(GpError.LimitExceeded,
                $"the answer of the host {request.Url.Shown} becomes more than {options.Ratio} times as large when it is decompressed");
        }

        request.Budget.TakeBytes(read);
        return read;
    }

    async ValueTask<int> ReadInnerAsync(Memory<byte> buffer, CancellationToken stop)
    {
        try
        {
            return await Inner.ReadAsync(buffer, stop);
        }
        catch (InvalidDataException e)
        {
            throw new OutgoingFailure(GpError.InvalidParameter, $"the answer of the host {request.Url.Shown} cannot be decompressed", e);
        }
    }
}
