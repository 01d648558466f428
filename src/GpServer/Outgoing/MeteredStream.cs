using GpServer.Core;
using GpServer.Options;

namespace GpServer.Outgoing;

/// <summary>
/// An answer as it comes over the network: counted, and given up where it comes too slowly or stops. Only the time spent waiting for the other
/// server counts.
/// </summary>
sealed class MeteredStream(Stream inner, OutgoingOptions options, TimeProvider clock, string host) : ForwardStream(inner)
{
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
                CheckSpeed();
            }

            return read;
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new OutgoingFailure(GpError.TimedOut,
                FormattableString.Invariant($"the host {host} stopped in the middle of its answer for {options.AnswerSeconds} seconds"));
        }
    }

    void CheckSpeed()
    {
        if (_waited.TotalSeconds > options.GraceSeconds && Bytes < options.BytesPerSecond * _waited.TotalSeconds)
        {
            throw new OutgoingFailure(GpError.TimedOut,
                FormattableString.Invariant($"the answer of the host {host} came more slowly than {options.BytesPerSecond} bytes a second"));
        }
    }
}
