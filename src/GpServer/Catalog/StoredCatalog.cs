using GpServer.Core;
using GpServer.Core.Tools;
using GpServer.Options;
using GpServer.Storage.Catalog;
using Microsoft.Extensions.Options;

namespace GpServer.Catalog;

/// <summary>
/// The catalog that all nodes share, answered from memory. It is read when the server starts, when any node tells of a change, and now and then
/// in case nobody could tell.
/// </summary>
sealed partial class StoredCatalog(
    ServiceDocuments documents, ToolCatalog tools, TaskPublishing publishing, FirstServices first, IOptions<GpServerOptions> options,
    ILogger<StoredCatalog> logger)
    : IServiceCatalog
{
    volatile CatalogSnapshot _now = new([]);

    // What has not changed is not made, and its faults are not told, again.
    Dictionary<string, (string Json, GpService? Service)> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<GpService> Services => _now.Services;

    public IReadOnlyList<string> Folders => _now.Folders;

    public GpService? Find(string qualifiedName) => _now.Find(qualifiedName);

    public GpService Get(string qualifiedName)
    {
        // The blanks at the end are the product's; clients compare the whole text.
        var service = Find(qualifiedName) ?? throw new GpException(GpError.ServiceNotFound, $"Service {qualifiedName}/GPServer not found ");
        return service.Started
            ? service
            : throw new GpException(GpError.ServiceNotStarted, $"Service {qualifiedName}/GPServer not started ");
    }

    /// <summary>Fills an empty catalog where it is to be filled, and reads it for the first time.</summary>
    /// <exception cref="InvalidOperationException">The configuration changes a service that there is not.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        if (options.Value.Sample)
        {
            var samples = first(tools).Select(service => new ServiceDocument(service.QualifiedName, ServiceFormat.Write(service), 1));
            await documents.InsertWhenEmptyAsync([.. samples], stop);
        }

        await ReadAsync(stop);
        if (ServiceChanges.Missing(Services, options.Value) is { } missing)
        {
            throw new InvalidOperationException(
                $"{GpServerOptions.Section}:Services:{missing} is not a service; expected one of "
                + $"{string.Join(", ", Services.Select(service => service.QualifiedName))}.");
        }
    }

    /// <summary>Reads the catalog as it is now.</summary>
    public async Task ReadAsync(CancellationToken stop)
    {
        var read = new Dictionary<string, (string Json, GpService? Service)>(StringComparer.Ordinal);
        foreach (var document in await documents.ReadAsync(stop))
        {
            var known = _read.TryGetValue(document.Name, out var before) && before.Json == document.Json;
            read.Add(document.Name, known ? before : (document.Json, Read(document)));
        }

        _read = read;
        _now = new CatalogSnapshot(read.Values.Select(service => service.Service).OfType<GpService>());
    }

    /// <summary>The service with its tasks; null when it cannot be read, which must not take the others away.</summary>
    GpService? Read(ServiceDocument document)
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
