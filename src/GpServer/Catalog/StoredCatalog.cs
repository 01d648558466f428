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
    SiteDocuments site, ToolCatalog tools, FirstServices first, IOptions<GpServerOptions> options, ILogger<StoredCatalog> logger)
    : IServiceCatalog
{
    volatile CatalogSnapshot _now = new([]);

    public IReadOnlyList<GpService> Services => _now.Services;

    public IReadOnlyList<string> Folders => _now.Folders;

    public GpService? Find(string qualifiedName) => _now.Find(qualifiedName);

    /// <summary>Fills an empty catalog where it is to be filled, and reads it for the first time.</summary>
    /// <exception cref="InvalidOperationException">The configuration changes a service that there is not.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        if (options.Value.Sample)
        {
            await site.InsertWhenEmptyAsync(DocumentKind.Service, [.. first(tools).SelectMany(DocumentsOf).DistinctBy(change => (change.Kind, change.Name))], stop);
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
        var services = new List<GpService>();
        foreach (var document in documents.Where(document => document.Kind == DocumentKind.Service))
        {
            try
            {
                var service = ServiceFormat.Read(document.Name, document.Json);
                services.Add(ServiceChanges.Apply(service with { Tasks = TasksOf(service) }, options.Value));
            }
            catch (InvalidDataException e)
            {
                // One service that cannot be read must not take the others away.
                Log.Unreadable(logger, e.Message);
            }
        }

        _now = new CatalogSnapshot(services);
    }

    static IEnumerable<DocumentChange> DocumentsOf(FirstService first)
    {
        var name = first.Service.QualifiedName;
        yield return DocumentChange.Add(DocumentKind.Service, name, ServiceFormat.Write(first.Service));
        yield return DocumentChange.Add(DocumentKind.Permissions, name, SiteJson.Write<Permission[]>([new(first.Principal, IsAllowed: true)]));
        if (first.Principal is not (Permission.Everyone or Permission.Authenticated))
        {
            yield return DocumentChange.Add(DocumentKind.Role, first.Principal, SiteJson.Write(new SiteRole { Name = first.Principal }));
        }
    }

    // A node of an older version may not know the tools of a newer one.
    List<string> TasksOf(GpService service) => [.. service.Tasks
        .SelectMany(task => task == ServiceFormat.AllTasks ? GeneralTools() : [task])
        .Distinct(StringComparer.Ordinal)
        .Where(task => tools.Find(task) is not null)];

    IEnumerable<string> GeneralTools() =>
        tools.Tools.Where(tool => tool.Definition.OnlyForService is null).Select(tool => tool.Definition.Name);

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);
    }
}
