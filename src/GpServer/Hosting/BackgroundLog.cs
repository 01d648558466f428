using System.Text;
using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace GpServer.Hosting;

/// <summary>
/// Writes the lines of the log from a thread of its own, as many at once as there are. A console that is written by every request is one lock
/// for all of them, and cost more than a small request itself. Nothing is dropped: when the reader of the console is too slow, requests wait.
/// </summary>
sealed class BackgroundLog : ILogEventSink, IDisposable
{
    const int MostWaiting = 10_000;

    readonly Channel<LogEvent> _events = Channel.CreateBounded<LogEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    readonly ITextFormatter _formatter;
    readonly StreamWriter _output;
    readonly Task _writing;

    public BackgroundLog(ITextFormatter formatter, Stream output)
    {
        _formatter = formatter;
        _output = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _writing = Task.Factory.StartNew(Write, TaskCreationOptions.LongRunning);
    }

    public void Emit(LogEvent logEvent)
    {
        while (!_events.Writer.TryWrite(logEvent))
        {
            // False also when the log is closed: what is said after that has nowhere to go.
            if (!_events.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                return;
            }
        }
    }

    /// <summary>Writes what is still waiting.</summary>
    public void Dispose()
    {
        _events.Writer.TryComplete();
        _writing.GetAwaiter().GetResult();
        _output.Dispose();
    }

    void Write()
    {
        while (_events.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_events.Reader.TryRead(out var logEvent))
            {
                _formatter.Format(logEvent, _output);
            }

            _output.Flush();
        }
    }
}
