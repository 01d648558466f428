using GpServer.Storage.Sessions;

namespace GpServer.Storage.Sqlite;

/// <summary>One caller's work for the writer, and where its outcome goes.</summary>
abstract class SqliteWrite(Durability durability)
{
    public Durability Durability { get; } = durability;

    /// <summary>True when nobody waits for it any more and it need not begin.</summary>
    public abstract bool IsGivenUp { get; }

    /// <summary>True when the caller has been told of a failure.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Does the work within the transaction that is open. It may be called again after that transaction was lost.</summary>
    public abstract void Run(StoreSession session);

    /// <summary>Tells the caller that the work is committed.</summary>
    public abstract void Succeed();

    public void Fail(Exception failure)
    {
        HasFailed = true;
        Tell(failure);
    }

    protected abstract void Tell(Exception failure);
}
