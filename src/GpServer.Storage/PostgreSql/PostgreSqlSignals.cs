using System.Threading.Channels;
using Npgsql;

namespace GpServer.Storage.PostgreSql;

/// <summary>
/// Signals by NOTIFY on one channel. They are sent on a connection of their own after the work that they tell of is committed, and together
/// while one sending is under way: a NOTIFY inside each commit would take the lock that PostgreSQL holds over its queue of notices, and
/// commits would wait for one another.
/// </summary>
sealed class PostgreSqlSignals : StoreSignals, IAsyncDisposable
{
    const string Channel = "gpserver";
    const char Separator = '|';

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly NpgsqlDataSource _source;
    readonly string _self = Guid.NewGuid().ToString("N");
    readonly CancellationTokenSource _stop = new();
    readonly Channel<string> _toSend = System.Threading.Channels.Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    readonly Task _loops;

    public PostgreSqlSignals(NpgsqlDataSource source)
    {
        _source = source;
        _loops = Task.WhenAll(Task.Run(SendAsync), Task.Run(ListenAsync));
    }

    public override void Publish(string channel, string text)
    {
        Hear(channel, text);
        _toSend.Writer.TryWrite($"{_self}{Separator}{channel}{Separator}{text}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loops.ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task SendAsync()
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _toSend.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false);
                texts.Clear();
                while (_toSend.Reader.TryRead(out var text))
                {
                    texts.Add(text);
                }

                using var command = _source.CreateCommand($"select pg_notify('{Channel}', text) from unnest(@texts) as text");
                command.Parameters.AddWithValue("texts", texts.ToArray());
                await command.ExecuteNonQueryAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // Signals are hints: what could not be sent is found by looking. Whatever it was, the next ones are to be sent.
                await PauseAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var connection = await _source.OpenConnectionAsync(_stop.Token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    connection.Notification += (_, notice) => Receive(notice.Payload);
                    using var listen = new NpgsqlCommand($"listen {Channel}", connection);
                    await listen.ExecuteNonQueryAsync(_stop.Token).ConfigureAwait(false);

                    // Whatever was said before this moment was not heard.
                    HearAnything();
                    while (true)
                    {
                        await connection.WaitAsync(_stop.Token).ConfigureAwait(false);
                    }
                }
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // The connection was lost; or whatever it was: a node that hears nothing any more would be slow for ever.
                await PauseAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    void Receive(string payload)
    {
        var parts = payload.Split(Separator, 3);
        if (parts.Length == 3 && parts[0] != _self)
        {
            Hear(parts[1], parts[2]);
        }
    }

    Task PauseAsync() => Task.Delay(Pause, _stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
}
