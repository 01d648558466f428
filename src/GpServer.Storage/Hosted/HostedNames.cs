using System.Text;
using GpServer.Core;
using GpServer.Storage.Sessions;
using GpServer.Storage.Site;

namespace GpServer.Storage.Hosted;

/// <summary>Who has which name: reserved when a job is submitted, taken when it succeeds, and how much the names have together.</summary>
static class HostedNames
{
    // "GpHosted" in ASCII: one at a time counts and changes who has what, or two would both find room for themselves.
    static readonly Sql Lock = new("select 1", $"select pg_advisory_xact_lock({0x4770486F73746564})");

    // A name is left where its job has ended without publishing, or never came: between the two steps of a submit there are moments.
    static readonly Sql Find = new(
        """
        select name, owner, version, job,
            case when expires_at < {now} or (version is null
                and not exists (select 1 from jobs where jobs.id = hosted_services.job and (status <= 3 or status = 8))
                and (created_at < {now} - 60000 or exists (select 1 from jobs where jobs.id = hosted_services.job)))
                then 1 else 0 end
        from hosted_services where name_key = @key
        """);

    static readonly Sql UseOfOwner = Use("owner = @owner and name_key <> @key");

    static readonly Sql UseOfAll = Use("name_key <> @key");

    static readonly Sql Insert = new(
        """
        insert into hosted_services (name_key, name, owner, service, job, version, created_at, updated_at, expires_at, description, features, bytes)
        values (@key, @name, @owner, @service, @job, null, {now}, {now}, null, '', 0, 0)
        """);

    static readonly Sql Delete = new("delete from hosted_services where name_key = @key");

    static readonly Sql KillVersion = new("update hosted_versions set state = 2, dead_at = {now} where version = @version");

    // Names are ASCII, so that lower() makes keys of them in both databases.
    static readonly Sql DeletePermissions = new($"delete from documents where kind = '{DocumentKind.Permissions}' and lower(name) = @path");

    static readonly Sql GrowSite = new("update site set version = version + 1");

    /// <summary>All services together, in texts.</summary>
    public const string Whole = "this site";

    /// <summary>An owner in texts.</summary>
    public static string Whose(string owner) => owner.Length == 0 ? "callers who have not signed in" : $"the user {owner}";

    public static string KeyOf(string name) => name.ToLowerInvariant();

    public static Task LockAsync(StoreSession session, CancellationToken stop) => session.Command(Lock).ExecuteAsync(stop);

    /// <summary>Sees to it that the claim's job has the name, or may take it over when it ends. Under the lock.</summary>
    /// <returns>The owner of what will be published.</returns>
    /// <exception cref="GpException">Somebody else has the name, or there are as many services as may be.</exception>
    public static async Task<string> TakeAsync(StoreSession session, HostedClaim claim, HostedLimits limits, CancellationToken stop)
    {
        var key = KeyOf(claim.Name);
        var taken = await session.Command(Find).With("key", key).FirstAsync(
            static row => new Taken(
                row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3), row.GetInt32(4) != 0),
            stop).ConfigureAwait(false);
        if (taken is { IsLeft: true })
        {
            await DeleteAsync(session, key, taken.Version, stop).ConfigureAwait(false);
            taken = null;
        }

        if (taken is not null)
        {
            CheckMayTake(claim, taken);
            return taken.Owner;
        }

        await CheckAsync(session, claim, claim.User, new HostedQuota(1, 0, 0), limits, stop).ConfigureAwait(false);
        // Also what was said of an earlier service while that was deleted.
        await ForgetPermissionsAsync(session, key, stop).ConfigureAwait(false);
        await session.Command(Insert).With("key", key).With("name", claim.Name).With("owner", claim.User).With("service", claim.Service)
            .With("job", claim.JobId).ExecuteAsync(stop).ConfigureAwait(false);
        return claim.User;
    }

    /// <summary>Refuses what would be more than the owner, or the site, may have beside what there is under other names.</summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/>.</exception>
    public static async Task CheckAsync(
        StoreSession session, HostedClaim claim, string owner, HostedQuota more, HostedLimits limits, CancellationToken stop)
    {
        var key = KeyOf(claim.Name);
        var own = await session.Command(UseOfOwner).With("owner", owner).With("key", key).FirstAsync(ReadUse, stop).ConfigureAwait(false);
        Check(own!, more, limits.Of(owner), Whose(owner));
        var all = await session.Command(UseOfAll).With("key", key).FirstAsync(ReadUse, stop).ConfigureAwait(false);
        Check(all!, more, limits.Site, Whole);
    }

    /// <summary>Deletes what is said of who may read a service of this name: a later one, of somebody else, must not have it.</summary>
    public static async Task ForgetPermissionsAsync(StoreSession session, string key, CancellationToken stop)
    {
        if (await session.Command(DeletePermissions).With("path", $"hosted/{key}").ExecuteAsync(stop).ConfigureAwait(false) > 0)
        {
            await session.Command(GrowSite).ExecuteAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a name away with its permissions, and leaves its version to be deleted.</summary>
    public static async Task DeleteAsync(StoreSession session, string key, long? version, CancellationToken stop)
    {
        await session.Command(Delete).With("key", key).ExecuteAsync(stop).ConfigureAwait(false);
        await ForgetPermissionsAsync(session, key, stop).ConfigureAwait(false);
        if (version is { } dead)
        {
            await KillAsync(session, dead, stop).ConfigureAwait(false);
        }
    }

    public static Task KillAsync(StoreSession session, long version, CancellationToken stop) =>
        session.Command(KillVersion).With("version", version).ExecuteAsync(stop);

    static void CheckMayTake(HostedClaim claim, Taken taken)
    {
        if (taken.Job == claim.JobId)
        {
            return;
        }

        if (!claim.Overwrites)
        {
            throw new GpException(GpError.AlreadyExists, taken.Version is null
                ? $"The name '{taken.Name}' is reserved for a hosted feature service that another job is making."
                : $"There is a hosted feature service '{taken.Name}' already. Choose another name, or ask to overwrite it.");
        }

        if (!claim.IsAdministrator && (claim.User.Length == 0 || claim.User != taken.Owner))
        {
            throw new GpException(GpError.AlreadyExists,
                $"There is a hosted feature service '{taken.Name}' already, and only its owner or an administrator may overwrite it.");
        }
    }

    static void Check(HostedQuota use, HostedQuota more, HostedQuota most, string whose)
    {
        // Who is at the bound already can add nothing.
        Check(use.Services, more.Services, most.Services, "services");
        Check(use.Bytes, Math.Max(1, more.Bytes), most.Bytes, "bytes");
        Check(use.Features, Math.Max(1, more.Features), most.Features, "features");

        void Check(long used, long added, long bound, string what)
        {
            if (used > bound - added)
            {
                var text = new StringBuilder($"The hosted feature services of {whose} may have up to {bound} {what} together; they have {used}");
                text.Append(added > 1 ? $", and this one would add {added}." : ".");
                throw new GpException(GpError.LimitExceeded, text.Append(" Delete some that are not needed.").ToString());
            }
        }
    }

    static Sql Use(string condition) => new(
        $"""
        select cast(count(*) as bigint), cast(coalesce(sum(bytes), 0) as bigint), cast(coalesce(sum(features), 0) as bigint)
        from hosted_services where {condition}
        """);

    static HostedQuota ReadUse(System.Data.Common.DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));

    sealed record Taken(string Name, string Owner, long? Version, string Job, bool IsLeft);
}
