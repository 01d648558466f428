using GpServer.Core.Tools;
using GpServer.Options;
using GpServer.Security;
using GpServer.Storage.Site;
using Microsoft.Extensions.Options;

namespace GpServer.Catalog;

/// <summary>
/// The catalog that all nodes share, answered from memory. It is read when the server starts, and again when any
/// node has changed it.
/// </summary>
sealed partial class StoredCatalog(
    SiteDocuments site, ToolCatalog tools, TaskPublishing publishing, FirstServices first, IOptions<GpServerOptions> options,
    ILogger<StoredCatalog> logger)
    : IServiceCatalog
{
    volatile CatalogSnapshot _now = new([]);

    // What has not changed is not made, and its faults are not told, again.
    Dictionary<string, (string Json, GpService? Service)> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<GpService> Services => _now.Services;

    public IReadOnlyList<string> Folders => _now.Folders;

    public GpService? Find(string qualifiedName) => _now.Find(qualifiedName);

    /// <summary>Fills an empty catalog where it is to be filled, and reads it for the first time.</summary>
    /// <exception cref="InvalidOperationException">The configuration changes a service that there is not.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        if (options.Value.Sample)
        {
            await AddSamplesAsync(stop);
        }

        Take(await site.ReadAllButKeysAsync(stop));
        if (ServiceChanges.Missing(Services, options.Value) is { } missing)
        {
            throw new InvalidOperationException(
                $"{GpServerOptions.Section}:Services:{missing} is not a service; expected one of "
                + $"{string.Join(", ", Services.Select(service => service.QualifiedName))}.");
        }
    }

    /// <summary>Takes what was read from the store.</summary>
    public void Take(IReadOnlyList<SiteDocument> documents)
    {
        var read = new Dictionary<string, (string Json, GpService? Service)>(StringComparer.Ordinal);
        foreach (var document in documents.Where(document => document.Kind == DocumentKind.Service))
        {
            var known = _read.TryGetValue(document.Name, out var before) && before.Json == document.Json;
            read.Add(document.Name, known ? before : (document.Json, Read(document)));
        }

        _read = read;
        _now = new CatalogSnapshot(read.Values.Select(service => service.Service).OfType<GpService>());
    }

    /// <summary>Once in the life of a site: services that an administrator has deleted, all of them too, do not come back.</summary>
    async Task AddSamplesAsync(CancellationToken stop)
    {
        const string made = "samples";
        if (await site.FindAsync(DocumentKind.Settings, made, stop) is null)
        {
            var mark = DocumentChange.Add(DocumentKind.Settings, made, "{}");
            var documents = first(tools).SelectMany(DocumentsOf).DistinctBy(change => (change.Kind, change.Name));
            if (!await site.InsertWhenEmptyAsync(DocumentKind.Service, [mark, .. documents], stop))
            {
                // From before there was a mark, or another node was faster.
                await site.ChangeAsync([mark], audit: null, stop);
            }
        }
    }

    static IEnumerable<DocumentChange> DocumentsOf(FirstService first)
    {
        var name = first.Service.QualifiedName;
        yield return DocumentChange.Add(DocumentKind.Service, name, ServiceFormat.Write(first.Service));
        yield return DocumentChange.Add(DocumentKind.Permissions, name, SiteJson.Write<Permission[]>([new(first.Principal, IsAllowed: true)]));
        if (Permission.IsRole(first.Principal))
        {
            yield return DocumentChange.Add(DocumentKind.Role, first.Principal, SiteJson.Write(new SiteRole { Name = first.Principal }));
        }
    }

    /// <summary>The service with its tasks; null when it cannot be read, which must not take the others away.</summary>
    GpService? Read(SiteDocument document)
    {
        try
        {
            var service = ServiceFormat.Read(document.Name, document.Json);
            var (tasks, problems) = publishing.Publish(service);
            foreach (var problem in problems)
            {
                Log.LeftOut(logger, document.Name, problem);
            }

            return ServiceChanges.Apply(service with { Published = tasks }, options.Value);
        }
        catch (InvalidDataException e)
        {
            Log.Unreadable(logger, e.Message);
            return null;
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "A task of the service {Service} is left out: {Reason}")]
        public static partial void LeftOut(ILogger logger, string service, string reason);
    }
}
