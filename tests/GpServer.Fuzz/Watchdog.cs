namespace GpServer.Fuzz;

/// <summary>Ends the process when one input takes too long.</summary>
public sealed class Watchdog : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    readonly Timer _timer;
    long _input = -1;
    long _since;

    public Watchdog()
    {
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The work on an input begins, and that on the one before has ended.</summary>
    public void Begin(long input)
    {
        Interlocked.Exchange(ref _since, Environment.TickCount64);
        Interlocked.Exchange(ref _input, input);
    }

    public void Dispose() => _timer.Dispose();

    void Look()
    {
        var input = Interlocked.Read(ref _input);
        if (input >= 0 && Environment.TickCount64 - Interlocked.Read(ref _since) > Longest.TotalMilliseconds)
        {
            Console.Error.WriteLine($"Input {input} takes longer than {Longest.TotalSeconds} s.");
            Environment.Exit(1);
        }
    }
}
