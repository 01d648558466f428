using GpServer.Catalog;
using GpServer.Options;
using GpServer.Security;
using GpServer.Storage.Site;
using Microsoft.Extensions.Logging.Abstractions;

namespace GpServer.Scan;

/// <summary>What the database says of services, users and permissions.</summary>
sealed class ScannedSite
{
    readonly AccessRules _rules;

    public ScannedSite(IReadOnlyList<SiteDocument> documents, GpServerOptions options)
    {
        var state = new SiteState(Microsoft.Extensions.Options.Options.Create(options), NullLogger<SiteState>.Instance);
        state.Take(documents);
        Now = state.Now;
        _rules = new AccessRules(state);
        Services = [.. documents.Where(document => document.Kind == DocumentKind.Service).Select(TryRead).OfType<GpService>()];
    }

    public SiteSnapshot Now { get; }

    /// <summary>Those that can be read.</summary>
    public IReadOnlyList<GpService> Services { get; }

    /// <summary>True for a service that needs no token.</summary>
    public bool IsOpen(GpService service) => _rules.MayUse(Caller.Anonymous, service.QualifiedName);

    static GpService? TryRead(SiteDocument document)
    {
        try
        {
            return ServiceFormat.Read(document.Name, document.Json);
        }
        catch (InvalidDataException)
        {
            // The server publishes none that it cannot read.
            return null;
        }
    }
}
