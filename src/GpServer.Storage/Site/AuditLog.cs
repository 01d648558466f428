using GpServer.Storage.Sessions;

namespace GpServer.Storage.Site;

/// <summary>Who changed what of the site, and when. Lines are added by the changes themselves and never altered.</summary>
public sealed class AuditLog(Store store)
{
    static readonly Sql Insert = new(
        """
        insert into audit (at, user_name, address, action, target, before, after)
        values ({now}, @user, @address, @action, @target, @before, @after)
        """);

    static readonly Sql Read = new(
        """
        select at, user_name, address, action, target, before, after from audit
        where at <= @newest and at >= @oldest and (@user is null or user_name = @user) order by at desc, sequence desc limit @most
        """);

    /// <summary>The newest lines first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="user">Whose changes; null for everybody's.</param>
    public Task<List<AuditEntry>> ReadAsync(
        DateTimeOffset newest, DateTimeOffset oldest, int most, CancellationToken stop, string? user = null) =>
        store.ReadAsync((session, stop) => session.Command(Read)
            .With("newest", newest.ToUnixTimeMilliseconds()).With("oldest", oldest.ToUnixTimeMilliseconds()).With("most", most)
            .With("user", user)
            .ListAsync(static row => new AuditEntry(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Text(5), row.Text(6))
            {
                At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
            }, stop), stop);

    /// <summary>Adds a line for something that changes no document, such as a job that an administrator cancels.</summary>
    public Task AddAsync(AuditEntry entry, CancellationToken stop) =>
        store.WriteOneAsync((session, stop) => Command(session, entry).ExecuteAsync(stop), stop);

    internal static Task<int> AddAsync(StoreSession session, AuditEntry entry, CancellationToken stop) => Command(session, entry).ExecuteAsync(stop);

    static StoreCommand Command(StoreSession session, AuditEntry entry) => session.Command(Insert)
        .With("user", entry.User).With("address", entry.Address).With("action", entry.Action).With("target", entry.Target)
        .With("before", entry.Before).With("after", entry.After);
}
