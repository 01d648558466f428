using GpServer.Core;
using GpServer.Options;

namespace GpServer.Outgoing;

/// <summary>
/// An answer as it comes over the network: counted, and given up where it comes too slowly or stops. Only the time spent waiting for the other
/// server counts.
/// </summary>
sealed class MeteredStream(Stream inner, OutgoingRequest request, OutgoingOptions options, TimeProvider clock) : ForwardStream(inner)
{
    readonly long _most = request.Most(options);
    TimeSpan _waited;

    /// <summary>Bytes that have come.</summary>
    public long Bytes { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(options.AnswerSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        var began = clock.GetTimestamp();
        try
        {
            var read = await Inner.ReadAsync(buffer, both.Token);
            _waited += clock.GetElapsedTime(began);
            Bytes += read;
            if (read > 0)
            {
                Check();
            }

            return read;
        }
        catch (IOException e)
        {
            throw new OutgoingFailure(GpError.InvalidParameter, $"the host {request.Url.Shown} broke off in the middle of its answer", e)
            {
                IsPassing = true,
            };
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new OutgoingFailure(GpError.TimedOut,
                FormattableString.Invariant($"the host {request.Url.Shown} stopped in the middle of its answer for {options.AnswerSeconds} seconds"));
        }
    }

    void Check()
    {
        // Also where nothing ever comes out of what is decompressed.
        if (Bytes > _most)
        {
            throw request.TooLarge(_most);
        }

        if (_waited.TotalSeconds > options.GraceSeconds && Bytes < options.BytesPerSecond * _waited.TotalSeconds)
        {
            throw new OutgoingFailure(GpError.TimedOut,
                FormattableString.Invariant($"the answer of the host {request.Url.Shown} came more slowly than {options.BytesPerSecond} bytes a second"));
        }
    }
}
