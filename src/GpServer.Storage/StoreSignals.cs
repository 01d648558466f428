using System.Collections.Immutable;

namespace GpServer.Storage;

/// <summary>
/// Short notices between parts of the server and between nodes. They are hints that come at once and may be lost, for instance while a node
/// is reconnecting: whoever listens looks by itself now and then.
/// </summary>
public class StoreSignals
{
    ImmutableArray<(string Channel, Action<string> Heard)> _listeners = [];

    /// <summary>Tells this node's listeners, and those of all others.</summary>
    /// <param name="channel">Letters alone.</param>
    /// <param name="text">At most some hundred characters.</param>
    public virtual void Publish(string channel, string text) => Hear(channel, text);

    /// <param name="heard">Called on the thread of whoever publishes, so it must return at once. An empty text means: anything may have
    /// happened.</param>
    public IDisposable Subscribe(string channel, Action<string> heard)
    {
        var listener = (channel, heard);
        ImmutableInterlocked.Update(ref _listeners, static (all, added) => all.Add(added), listener);
        return new Subscription(() => ImmutableInterlocked.Update(ref _listeners, static (all, gone) => all.Remove(gone), listener));
    }

    /// <summary>Tells this node's listeners.</summary>
    protected void Hear(string channel, string text)
    {
        foreach (var listener in _listeners)
        {
            if (listener.Channel == channel)
            {
                listener.Heard(text);
            }
        }
    }

    /// <summary>Tells all of this node's listeners that anything may have happened.</summary>
    protected void HearAnything()
    {
        foreach (var listener in _listeners)
        {
            listener.Heard("");
        }
    }

    sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
