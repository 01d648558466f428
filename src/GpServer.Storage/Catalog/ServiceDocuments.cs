using GpServer.Storage.Sessions;

namespace GpServer.Storage.Catalog;

/// <summary>The catalog of services: shared by all nodes, which learn of changes at once and read them by themselves.</summary>
public sealed class ServiceDocuments(Store store)
{
    const string Channel = "catalog";

    static readonly Sql ReadAll = new("select name, document, version from services order by name");

    static readonly Sql Count = new("select count(*) from services");

    // Two nodes that start together must not both find the table empty.
    static readonly Sql Lock = new("select 1", "lock table services in share row exclusive mode");

    static readonly Sql Insert = new("insert into services (name, document, version) values (@name, @document, 1) on conflict do nothing");

    static readonly Sql Update = new(
        "update services set document = @document, version = version + 1 where name = @name and version = @version");

    static readonly Sql Delete = new("delete from services where name = @name and version = @version");

    /// <summary>All services in the order of their names.</summary>
    public Task<List<ServiceDocument>> ReadAsync(CancellationToken stop) => store.ReadAsync(
        static (session, stop) => session.Command(ReadAll).ListAsync(
            static row => new ServiceDocument(row.GetString(0), row.GetString(1), row.GetInt64(2)), stop), stop);

    /// <summary>Stores these services where there are none at all: the first start of a server. The versions become 1.</summary>
    /// <returns>False when there are some.</returns>
    public async Task<bool> InsertWhenEmptyAsync(IReadOnlyList<ServiceDocument> documents, CancellationToken stop)
    {
        var inserted = await store.WriteAsync(async (session, stop) =>
        {
            await session.Command(Lock).ExecuteAsync(stop).ConfigureAwait(false);
            if (await session.Command(Count).NumberAsync(stop).ConfigureAwait(false) > 0)
            {
                return false;
            }

            foreach (var document in documents)
            {
                await session.Command(Insert).With("name", document.Name).With("document", document.Json)
                    .ExecuteAsync(stop).ConfigureAwait(false);
            }

            return true;
        }, stop).ConfigureAwait(false);
        return Tell(inserted, "");
    }

    /// <summary>Adds a service.</summary>
    /// <returns>False when there is one of this name.</returns>
    public Task<bool> AddAsync(string name, string json, CancellationToken stop) =>
        ChangeAsync(name, session => session.Command(Insert).With("name", name).With("document", json), stop);

    /// <summary>Changes a service that nobody else has changed since it was read.</summary>
    /// <param name="document">The new document, with the version that was read.</param>
    /// <returns>False when somebody has, or there is none.</returns>
    public Task<bool> UpdateAsync(ServiceDocument document, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(document);
        return ChangeAsync(
            document.Name,
            session => session.Command(Update).With("name", document.Name).With("document", document.Json)
                .With("version", document.Version),
            stop);
    }

    /// <summary>Deletes a service that nobody else has changed since it was read.</summary>
    /// <returns>False when somebody has, or there is none.</returns>
    public Task<bool> DeleteAsync(string name, long version, CancellationToken stop) =>
        ChangeAsync(name, session => session.Command(Delete).With("name", name).With("version", version), stop);

    /// <summary>Told when services were changed, by any node; the catalog is then to be read again. It may be told without need.</summary>
    public IDisposable OnChanged(Action heard) => store.Signals.Subscribe(Channel, _ => heard());

    async Task<bool> ChangeAsync(string name, Func<StoreSession, StoreCommand> statement, CancellationToken stop)
    {
        var rows = await store.WriteOneAsync((session, stop) => statement(session).ExecuteAsync(stop), stop).ConfigureAwait(false);
        return Tell(rows > 0, name);
    }

    bool Tell(bool changed, string name)
    {
        if (changed)
        {
            store.Signals.Publish(Channel, name);
        }

        return changed;
    }
}
