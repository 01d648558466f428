using GpServer.Core.Tools;

namespace GpServer.Jobs.Working;

/// <summary>
/// What a run has said and the database does not have yet. Bounded: a tool that says something of each feature must not fill the memory.
/// </summary>
sealed class PendingMessages(int stored)
{
    const int Most = 5_000;

    readonly Lock _lock = new();
    readonly List<ToolMessage> _pending = [];
    int _said;

    /// <summary>How many messages of the job are stored.</summary>
    public int Stored { get; private set; } = stored;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count == 0;
            }
        }
    }

    public void Add(ToolMessage message)
    {
        lock (_lock)
        {
            if (++_said <= Most)
            {
                _pending.Add(message);
            }
            else if (_said == Most + 1)
            {
                _pending.Add(new ToolMessage(MessageType.Warning, $"The run has said more than {Most} messages: the rest is not shown."));
            }
        }
    }

    /// <summary>Adds a message that is kept however much was said.</summary>
    public void AddLast(ToolMessage message)
    {
        lock (_lock)
        {
            _pending.Add(message);
        }
    }

    /// <summary>What is to be stored now.</summary>
    public IReadOnlyList<ToolMessage> Peek()
    {
        lock (_lock)
        {
            return [.. _pending];
        }
    }

    /// <summary>The first ones have been stored.</summary>
    public void HaveStored(int count)
    {
        lock (_lock)
        {
            _pending.RemoveRange(0, count);
            Stored += count;
        }
    }
}
