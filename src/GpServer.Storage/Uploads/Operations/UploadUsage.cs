using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Holds what is uploaded against the limits.</summary>
static class UploadUsage
{
    // Any number that nothing else in this database locks: "GpUpload" in ASCII.
    const long LockKey = 0x477055706c6f6164;

    // Who looks at the sums and adds to them does so alone; on SQLite there is one writer.
    static readonly Sql Lock = new("select 1", $"select pg_advisory_xact_lock({LockKey})");

    static readonly Sql OfOwner = new(
        "select coalesce(sum(bytes), 0), count(*) from uploads where user_name = @user and address = @address and expires_at >= {now}");

    static readonly Sql OfAnonymous = new(
        "select coalesce(sum(bytes), 0), count(*) from uploads where user_name = '' and expires_at >= {now}");

    static readonly Sql OfSite = new("select coalesce(sum(bytes), 0), count(*) from uploads where expires_at >= {now}");

    public static Task LockAsync(StoreSession session, CancellationToken stop) => session.Command(Lock).ExecuteAsync(stop);

    /// <summary>Refuses bytes and files beyond a limit. To be called under the lock, in the transaction that adds them.</summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/>.</exception>
    public static async Task CheckAsync(
        StoreSession session, string user, string address, long moreBytes, int moreItems, UploadLimits limits, CancellationToken stop)
    {
        var isAnonymous = user.Length == 0;
        var owner = await ReadAsync(session.Command(OfOwner).With("user", user).With("address", address), stop).ConfigureAwait(false);
        Check(owner, moreBytes, moreItems, isAnonymous ? limits.AddressBytes : limits.UserBytes,
            isAnonymous ? limits.AddressItems : limits.UserItems,
            isAnonymous ? "The uploads from this address, without signing in," : $"The uploads of {user}");
        if (isAnonymous)
        {
            var anonymous = await ReadAsync(session.Command(OfAnonymous), stop).ConfigureAwait(false);
            Check(anonymous, moreBytes, moreItems, limits.AnonymousBytes, int.MaxValue, "The uploads of all who have not signed in");
        }

        var site = await ReadAsync(session.Command(OfSite), stop).ConfigureAwait(false);
        Check(site, moreBytes, moreItems, limits.SiteBytes, limits.SiteItems, "All uploads of this server");
    }

    static Task<(long Bytes, long Items)> ReadAsync(StoreCommand command, CancellationToken stop) =>
        command.FirstAsync(static row => (Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture), row.GetInt64(1)), stop);

    static void Check((long Bytes, long Items) used, long moreBytes, int moreItems, long mostBytes, int mostItems, string whose)
    {
        // Nothing is refused for what it adds none of: a file that is complete may be kept where a limit was lowered.
        if (moreBytes > 0 && used.Bytes + moreBytes > mostBytes)
        {
            throw new GpException(GpError.LimitExceeded,
                $"{whose} would have {used.Bytes + moreBytes} bytes together; at most {mostBytes} are kept. Delete uploads, or wait until they expire.");
        }

        if (moreItems > 0 && used.Items + moreItems > mostItems)
        {
            throw new GpException(GpError.LimitExceeded,
                $"{whose} would be {used.Items + moreItems} files; at most {mostItems} are kept. Delete uploads, or wait until they expire.");
        }
    }
}
