using GpServer.Core;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Hosted;

/// <summary>Lets everyone see what a run wrote, in the transaction in which its job succeeds.</summary>
static class PublishHosted
{
    static readonly Sql FindOld = new("select version from hosted_services where name_key = @key and version is not null");

    static readonly Sql InsertLayer = new(
        """
        insert into hosted_layers (version, number, name, schema, features, chunks, bytes, index_parts, min_x, min_y, max_x, max_y, renderer)
        values (@version, @number, @name, @schema, @features, @chunks, @bytes, @index_parts, @min_x, @min_y, @max_x, @max_y, @renderer)
        """);

    static readonly Sql Publish = new("update hosted_versions set state = 1 where version = @version and state = 0");

    // The name stays in the letters in which it was taken: permissions are said of it so.
    static readonly Sql Change = new(
        """
        update hosted_services set service = @service, job = @job, version = @version, updated_at = {now},
            expires_at = case when owner = '' then {now} + @retention else null end, description = @description, features = @features, bytes = @bytes
        where name_key = @key
        """);

    /// <exception cref="GpException">Somebody else has taken the name, or there would be more than may be.</exception>
    public static async Task RunAsync(StoreSession session, HostedPublication publication, HostedLimits limits, CancellationToken stop)
    {
        var (claim, version) = (publication.Claim, publication.Version);
        await HostedNames.LockAsync(session, stop).ConfigureAwait(false);
        var owner = await HostedNames.TakeAsync(session, claim, limits, stop).ConfigureAwait(false);
        await HostedNames.CheckAsync(
            session, claim, owner, new HostedQuota(1, publication.Bytes, publication.Features), limits, stop).ConfigureAwait(false);
        var key = HostedNames.KeyOf(claim.Name);
        if (await session.Command(FindOld).With("key", key).NumberAsync(stop).ConfigureAwait(false) is var old and > 0)
        {
            await HostedNames.KillAsync(session, old, stop).ConfigureAwait(false);
        }
        else
        {
            // Of a service that is not there yet nothing can be said.
            await HostedNames.ForgetPermissionsAsync(session, key, stop).ConfigureAwait(false);
        }

        if (await session.Command(Publish).With("version", version).ExecuteAsync(stop).ConfigureAwait(false) == 0)
        {
            throw new GpException(GpError.Conflict, $"What was made for the hosted feature service '{claim.Name}' is not there any more.");
        }

        foreach (var layer in publication.Layers)
        {
            await InsertAsync(session, version, layer, stop).ConfigureAwait(false);
        }

        await session.Command(Change).With("key", key).With("service", claim.Service).With("job", claim.JobId)
            .With("version", version).With("retention", (long)limits.AnonymousRetention.TotalMilliseconds)
            .With("description", claim.Description).With("features", publication.Features).With("bytes", publication.Bytes)
            .ExecuteAsync(stop).ConfigureAwait(false);
    }

    static Task<int> InsertAsync(StoreSession session, long version, HostedLayer layer, CancellationToken stop) =>
        session.Command(InsertLayer).With("version", version).With("number", layer.Number).With("name", layer.Name)
            .With("schema", layer.SchemaBlock.ToArray()).With("features", layer.Summary.Count).With("chunks", layer.Summary.Chunks)
            .With("bytes", layer.Summary.Bytes).With("index_parts", layer.IndexParts)
            .With("min_x", layer.Summary.Extent?.MinX).With("min_y", layer.Summary.Extent?.MinY)
            .With("max_x", layer.Summary.Extent?.MaxX).With("max_y", layer.Summary.Extent?.MaxY)
            .With("renderer", layer.Renderer).ExecuteAsync(stop);
}
