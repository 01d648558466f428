using GpServer.Storage.Sessions;

namespace GpServer.Storage.Site;

/// <summary>
/// What administrators edit: shared by all nodes, which learn of changes at once and read them by themselves. Changes that belong together
/// happen together or not at all, and with them their line in the audit log.
/// </summary>
public sealed class SiteDocuments(Store store)
{
    internal const string Channel = "site";

    static readonly Sql ReadKind = new("select kind, name, document, version from documents where kind = @kind order by name");

    static readonly Sql ReadAllButKeys = new(
        $"select kind, name, document, version from documents where kind <> '{DocumentKind.Key}' order by kind, name");

    static readonly Sql ReadOne = new("select kind, name, document, version from documents where kind = @kind and name = @name");

    static readonly Sql Count = new("select count(*) from documents where kind = @kind");

    // Two nodes that start together must not both find a kind empty.
    static readonly Sql Lock = new("select 1", "lock table documents in share row exclusive mode");

    static readonly Sql Insert = new(
        "insert into documents (kind, name, document, version) values (@kind, @name, @document, 1) on conflict do nothing");

    static readonly Sql Update = new(
        """
        update documents set document = @document, version = version + 1
        where kind = @kind and name = @name and version = @version
        """);

    static readonly Sql Delete = new("delete from documents where kind = @kind and name = @name and version = @version");

    static readonly Sql Grow = new("update site set version = version + 1");

    static readonly Sql ReadVersion = new("select version from site");

    /// <summary>All documents of a kind in the order of their names.</summary>
    public Task<List<SiteDocument>> ReadAsync(string kind, CancellationToken stop) => store.ReadAsync(
        (session, stop) => session.Command(ReadKind).With("kind", kind).ListAsync(Document, stop), stop);

    /// <summary>All documents but keys, as they were at one time.</summary>
    public Task<List<SiteDocument>> ReadAllButKeysAsync(CancellationToken stop) =>
        store.ReadAsync(static (session, stop) => session.Command(ReadAllButKeys).ListAsync(Document, stop), stop);

    /// <summary>One document, or null.</summary>
    public Task<SiteDocument?> FindAsync(string kind, string name, CancellationToken stop) => store.ReadAsync(
        (session, stop) => session.Command(ReadOne).With("kind", kind).With("name", name).FirstAsync(Document, stop), stop);

    /// <summary>A number that grows with each change, so that looking for changes costs one read.</summary>
    public Task<long> VersionAsync(CancellationToken stop) =>
        store.ReadAsync(static (session, stop) => session.Command(ReadVersion).NumberAsync(stop), stop);

    /// <summary>Makes all of these changes and writes the line of the audit log, or does nothing.</summary>
    /// <returns>The first change that was refused, since somebody else had changed or made that document; null when all were made.</returns>
    public async Task<DocumentChange?> ChangeAsync(IReadOnlyList<DocumentChange> changes, AuditEntry? audit, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var refused = await store.WriteAsync<DocumentChange?>(async (session, stop) =>
        {
            // All first tries before the first change: what was refused must leave nothing.
            foreach (var change in changes)
            {
                if (await MakeAsync(session, change, stop).ConfigureAwait(false) == 0)
                {
                    throw new RefusedChangeException(change);
                }
            }

            await session.Command(Grow).ExecuteAsync(stop).ConfigureAwait(false);
            if (audit is not null)
            {
                await AuditLog.AddAsync(session, audit, stop).ConfigureAwait(false);
            }

            return null;
        }, stop).RefusedOr().ConfigureAwait(false);
        if (refused is null)
        {
            store.Signals.Publish(Channel, "");
        }

        return refused;
    }

    /// <summary>Stores these documents where there are none of their kind at all: the first start of a server. The versions become 1.</summary>
    /// <returns>False when there are some.</returns>
    public async Task<bool> InsertWhenEmptyAsync(string kind, IReadOnlyList<DocumentChange> documents, CancellationToken stop)
    {
        var inserted = await store.WriteAsync(async (session, stop) =>
        {
            await session.Command(Lock).ExecuteAsync(stop).ConfigureAwait(false);
            if (await session.Command(Count).With("kind", kind).NumberAsync(stop).ConfigureAwait(false) > 0)
            {
                return false;
            }

            foreach (var document in documents)
            {
                await MakeAsync(session, document, stop).ConfigureAwait(false);
            }

            await session.Command(Grow).ExecuteAsync(stop).ConfigureAwait(false);
            return true;
        }, stop).ConfigureAwait(false);
        if (inserted)
        {
            store.Signals.Publish(Channel, "");
        }

        return inserted;
    }

    /// <summary>Told when something was changed, by any node; it is then to be read again. It may be told without need.</summary>
    public IDisposable OnChanged(Action heard) => store.Signals.Subscribe(Channel, _ => heard());

    static SiteDocument Document(System.Data.Common.DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3));

    static Task<int> MakeAsync(StoreSession session, DocumentChange change, CancellationToken stop)
    {
        var command = session.Command(change.Json is null ? Delete : change.Version == 0 ? Insert : Update)
            .With("kind", change.Kind).With("name", change.Name);
        if (change.Json is { } json)
        {
            command = command.With("document", json);
        }

        return (change.Json is not null && change.Version == 0 ? command : command.With("version", change.Version)).ExecuteAsync(stop);
    }
}
