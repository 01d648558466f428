using GpServer.Storage.Sessions;

namespace GpServer.Storage.Hosted;

/// <summary>
/// Deletes what nobody can see any more: services whose time is over, names whose jobs came to nothing, what lost runs wrote, and versions that
/// were deleted or overwritten. A bounded number of rows at a time, so that no other write waits for long; it may be ended between any two steps.
/// </summary>
static class SweepHosted
{
    const int MostRows = 200;
    const int MostNames = 500;

    // Whoever reads a version when it is overwritten has the time to finish, also a job that reads it again and again.
    const long ReadersMillis = 3_600_000;

    static readonly string Dead =
        $"select version from hosted_versions where state = 2 and dead_at <= {"{now}"} - {ReadersMillis} order by dead_at";

    static readonly Sql FindExpired = new(
        $"select name_key, version from hosted_services where expires_at < {"{now}"} limit {MostNames}");

    static readonly Sql DeleteLeftNames = new(
        """
        delete from hosted_services where version is null and created_at < {now} - 60000
            and not exists (select 1 from jobs where jobs.id = hosted_services.job and (status <= 3 or status = 8))
        """);

    // What a lost run wrote was seen by nobody, so it can go at once.
    static readonly Sql KillLeftVersions = new(
        $"""
        update hosted_versions set state = 2, dead_at = {"{now}"} - {ReadersMillis} where state = 0 and not exists (
            select 1 from jobs where jobs.sequence = hosted_versions.job and jobs.lease = hosted_versions.lease and status in (2, 3))
        """);

    static readonly Sql FindDead = new(
        $"{Dead} limit 1", $"{Dead} limit 1 for update skip locked");

    static readonly Sql DeleteChunks = new(
        $"delete from hosted_chunks where rowid in (select rowid from hosted_chunks where version = @version limit {MostRows})",
        $"delete from hosted_chunks where ctid = any(array(select ctid from hosted_chunks where version = @version limit {MostRows}))");

    static readonly Sql DeleteLayers = new("delete from hosted_layers where version = @version");

    static readonly Sql DeleteVersion = new("delete from hosted_versions where version = @version");

    public static async Task RunAsync(Store store, CancellationToken stop)
    {
        await store.WriteAsync(FreeNamesAsync, stop).ConfigureAwait(false);
        await store.WriteOneAsync(static (session, stop) => session.Command(KillLeftVersions).ExecuteAsync(stop), stop).ConfigureAwait(false);
        while (await store.WriteAsync(DeleteSomeAsync, stop).ConfigureAwait(false))
        {
        }
    }

    static async Task<int> FreeNamesAsync(StoreSession session, CancellationToken stop)
    {
        await HostedNames.LockAsync(session, stop).ConfigureAwait(false);
        var expired = await session.Command(FindExpired)
            .ListAsync(static row => (Key: row.GetString(0), Version: row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), stop).ConfigureAwait(false);
        foreach (var (key, version) in expired)
        {
            await HostedNames.DeleteAsync(session, key, version, stop).ConfigureAwait(false);
        }

        return await session.Command(DeleteLeftNames).ExecuteAsync(stop).ConfigureAwait(false);
    }

    /// <summary>False when there is nothing more to delete.</summary>
    static async Task<bool> DeleteSomeAsync(StoreSession session, CancellationToken stop)
    {
        if (await session.Command(FindDead).NumberAsync(stop).ConfigureAwait(false) is not (var version and > 0))
        {
            return false;
        }

        if (await session.Command(DeleteChunks).With("version", version).ExecuteAsync(stop).ConfigureAwait(false) < MostRows)
        {
            await session.Command(DeleteLayers).With("version", version).ExecuteAsync(stop).ConfigureAwait(false);
            await session.Command(DeleteVersion).With("version", version).ExecuteAsync(stop).ConfigureAwait(false);
        }

        return true;
    }
}
