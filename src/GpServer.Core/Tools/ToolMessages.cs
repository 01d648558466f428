namespace GpServer.Core.Tools;

/// <summary>What a run says to its caller, in order. Safe to use from several threads of one run.</summary>
public sealed class ToolMessages
{
    // A tool that says something about every feature must not grow without bound.
    const int Most = 1_000;

    readonly Lock _lock = new();
    readonly List<ToolMessage> _messages = [];
    readonly List<Tally> _tallies = [];
    readonly Action<ToolMessage>? _said;
    int _added;

    /// <param name="said">Told of each message at once: a job stores them while it runs.</param>
    public ToolMessages(Action<ToolMessage>? said = null)
    {
        _said = said;
    }

    public void Add(string description) => Add(new ToolMessage(MessageType.Informative, description));

    public void AddWarning(string description) => Add(new ToolMessage(MessageType.Warning, description));

    public void AddError(string description) => Add(new ToolMessage(MessageType.Error, description));

    /// <summary>
    /// Starts to count features for one warning, which is said after the features of all results have been made, if there were any. Features
    /// are made after the tool has returned, so a tool cannot say it by itself.
    /// </summary>
    /// <param name="warning">The text for a number greater than 0.</param>
    public Tally Tally(Func<int, string> warning)
    {
        var tally = new Tally(warning);
        lock (_lock)
        {
            _tallies.Add(tally);
        }

        return tally;
    }

    /// <summary>Says the warnings of all tallies. To be called when all results have been read.</summary>
    internal void SayTallies()
    {
        foreach (var tally in _tallies)
        {
            if (tally.Count > 0)
            {
                SayWarning(tally.Text);
            }
        }

        _tallies.Clear();
    }

    /// <summary>All messages so far.</summary>
    public IReadOnlyList<ToolMessage> ToList()
    {
        lock (_lock)
        {
            return [.. _messages];
        }
    }

    /// <summary>A line of the run itself, which is said however much the tool has said.</summary>
    internal void Say(string description) => Say(new ToolMessage(MessageType.Informative, description));

    /// <summary>A warning of the run itself.</summary>
    internal void SayWarning(string description) => Say(new ToolMessage(MessageType.Warning, description));

    void Add(ToolMessage message)
    {
        lock (_lock)
        {
            _added++;
            if (_added <= Most)
            {
                Say(message);
            }
            else if (_added == Most + 1)
            {
                Say(new ToolMessage(MessageType.Warning, $"The tool has said more than {Most} messages: the rest is not shown."));
            }
        }
    }

    void Say(ToolMessage message)
    {
        lock (_lock)
        {
            _messages.Add(message);
            _said?.Invoke(message);
        }
    }
}
