namespace GpServer.Storage.Site;

/// <summary>Takes back a transaction in which one change was refused.</summary>
sealed class RefusedChangeException(DocumentChange change) : Exception("Somebody else was faster.")
{
    public DocumentChange Change => change;
}

static class RefusedChanges
{
    public static async Task<DocumentChange?> RefusedOr(this Task<DocumentChange?> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (RefusedChangeException refused)
        {
            return refused.Change;
        }
    }
}
