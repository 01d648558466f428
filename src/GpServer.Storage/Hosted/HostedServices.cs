using System.Data.Common;
using GpServer.Core;
using GpServer.Core.Spatial;
using GpServer.Storage.Features;
using GpServer.Storage.Layers;
using GpServer.Storage.Sessions;
using GpServer.Storage.Site;

namespace GpServer.Storage.Hosted;

/// <summary>
/// The hosted feature services of the site: finding, reading, reserving a name for a job, deleting. Published by <see cref="PublishHosted"/>. Any
/// method throws <see cref="GpException"/> with <see cref="GpError.Unavailable"/> while the database is away.
/// </summary>
public sealed class HostedServices(Store store, SpatialReferences references, LayerCache cache)
{
    const int MostListed = 100_000;

    const string Columns =
        "name, owner, service, job, version, created_at, updated_at, expires_at, description, features, bytes";

    const string IsThere = "version is not null and (expires_at is null or expires_at >= {now})";

    static readonly Sql One = new($"select {Columns} from hosted_services where name_key = @key and {IsThere}");

    static readonly Sql All = new($"select {Columns} from hosted_services where {IsThere} order by name_key limit {MostListed}");

    static readonly Sql Layers = new(
        """
        select number, name, schema, features, chunks, bytes, index_parts, min_x, min_y, max_x, max_y, renderer
        from hosted_layers where version = @version order by number
        """);

    static readonly Sql Release = new("delete from hosted_services where name_key = @key and job = @job and version is null");

    static readonly Sql VersionOf = new("select version from hosted_services where name_key = @key");

    static readonly Sql ChangeService = new("update hosted_services set service = @to where service = @from");

    static readonly Sql OfOwner = new("select name_key, version from hosted_services where owner = @owner");

    /// <summary>The service of this name, in any case; null when there is none.</summary>
    public Task<HostedService?> FindAsync(string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(name);
        return store.ReadAsync(
            (session, stop) => session.Command(One).With("key", HostedNames.KeyOf(name)).FirstAsync(Read, stop), stop);
    }

    /// <summary>All services in order of their names.</summary>
    public async Task<IReadOnlyList<HostedService>> ListAsync(CancellationToken stop) =>
        await store.ReadAsync(static (session, stop) => session.Command(All).ListAsync(Read, stop), stop).ConfigureAwait(false);

    /// <summary>The layers and tables of a version in the order of their numbers.</summary>
    public async Task<IReadOnlyList<HostedLayer>> LayersAsync(long version, CancellationToken stop) =>
        await store.ReadAsync((session, stop) => session.Command(Layers).With("version", version).ListAsync(ReadLayer, stop), stop)
            .ConfigureAwait(false);

    /// <summary>Opens a layer of a version.</summary>
    /// <exception cref="InvalidDataException">Its schema is damaged.</exception>
    public StoredLayer Open(long version, HostedLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new StoredLayer(new HostedChunks(store, version, layer), layer.SchemaBlock, references, cache);
    }

    /// <summary>Keeps a name for a job that is about to be submitted.</summary>
    /// <exception cref="GpException">
    /// Somebody has the name and it may not be taken over (<see cref="GpError.AlreadyExists"/>), or there are as many as may be
    /// (<see cref="GpError.LimitExceeded"/>).
    /// </exception>
    public async Task ReserveAsync(HostedClaim claim, HostedLimits limits, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(limits);
        await store.WriteAsync(async (session, stop) =>
        {
            await HostedNames.LockAsync(session, stop).ConfigureAwait(false);
            var owner = await HostedNames.TakeAsync(session, claim, limits, stop).ConfigureAwait(false);
            await HostedNames.CheckAsync(session, claim, owner, new HostedQuota(1, 0, 0), limits, stop).ConfigureAwait(false);
            return true;
        }, stop).ConfigureAwait(false);
        TellSite();
    }

    /// <summary>Gives up a name that is only reserved for the job.</summary>
    public Task ReleaseAsync(HostedClaim claim, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return store.WriteOneAsync((session, stop) => session.Command(Release).With("key", HostedNames.KeyOf(claim.Name))
            .With("job", claim.JobId).ExecuteAsync(stop), stop);
    }

    /// <summary>Deletes a service with its permissions. Its rows go a little later, so that whoever reads it now may finish.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = HostedNames.KeyOf(name);
        var wasThere = await store.WriteAsync(async (session, stop) =>
        {
            await HostedNames.LockAsync(session, stop).ConfigureAwait(false);
            if (await session.Command(VersionOf).With("key", key).NumberAsync(stop).ConfigureAwait(false) is var version and > 0)
            {
                await HostedNames.DeleteAsync(session, key, version, stop).ConfigureAwait(false);
                return true;
            }

            return false;
        }, stop).ConfigureAwait(false);
        TellSite();
        return wasThere;
    }

    /// <summary>Deletes all services of a user, and the names that are reserved for the user's jobs.</summary>
    public async Task DeleteOfOwnerAsync(string owner, CancellationToken stop)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        await store.WriteAsync(async (session, stop) =>
        {
            await HostedNames.LockAsync(session, stop).ConfigureAwait(false);
            var own = await session.Command(OfOwner).With("owner", owner)
                .ListAsync(static row => (Key: row.GetString(0), Version: row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), stop)
                .ConfigureAwait(false);
            foreach (var (key, version) in own)
            {
                await HostedNames.DeleteAsync(session, key, version, stop).ConfigureAwait(false);
            }

            return true;
        }, stop).ConfigureAwait(false);
        TellSite();
    }

    /// <summary>The geoprocessing service that made them has another name from now on.</summary>
    public Task RenameServiceAsync(string from, string to, CancellationToken stop)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentNullException.ThrowIfNull(to);
        return store.WriteAsync(async (session, stop) =>
        {
            await HostedNames.LockAsync(session, stop).ConfigureAwait(false);
            return await session.Command(ChangeService).With("from", from).With("to", to).ExecuteAsync(stop).ConfigureAwait(false);
        }, stop);
    }

    /// <summary>
    /// The geoprocessing service that made them is deleted: they stay, and are those of no service, so that a later one of its name opens
    /// none.
    /// </summary>
    public Task LeaveServiceAsync(string service, CancellationToken stop) => RenameServiceAsync(service, "", stop);

    /// <summary>Permissions may have gone; nodes that are not told find out within a second.</summary>
    void TellSite() => store.Signals.Publish(SiteDocuments.Channel, "");

    static HostedService Read(DbDataReader row) => new()
    {
        Name = row.GetString(0),
        Owner = row.GetString(1),
        Service = row.GetString(2),
        JobId = row.GetString(3),
        Version = row.GetInt64(4),
        CreatedAt = row.Time(5)!.Value,
        UpdatedAt = row.Time(6)!.Value,
        ExpiresAt = row.Time(7),
        Description = row.GetString(8),
        Features = row.GetInt64(9),
        Bytes = row.GetInt64(10),
    };

    static HostedLayer ReadLayer(DbDataReader row) => new()
    {
        Number = row.GetInt32(0),
        Name = row.GetString(1),
        SchemaBlock = (byte[])row[2],
        Summary = new FeatureSetSummary
        {
            Count = row.GetInt64(3),
            Chunks = row.GetInt32(4),
            Bytes = row.GetInt64(5),
            Extent = row.Double(7) is { } minX ? new Extent(minX, row.GetDouble(8), row.GetDouble(9), row.GetDouble(10)) : null,
        },
        IndexParts = row.GetInt32(6),
        Renderer = row.Text(11),
    };
}
