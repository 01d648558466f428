using GpServer.Core;
using GpServer.Rest;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin;

/// <summary>Makes the changes that administrators ask for. Each leaves a line in the audit log, and is known to this node when it is answered.</summary>
sealed class SiteEditor(SiteDocuments documents, SiteRefresh refresh)
{
    /// <summary>The document as it is stored now.</summary>
    /// <exception cref="GpException">There is none.</exception>
    public async ValueTask<SiteDocument> GetAsync(string kind, string name, CancellationToken stop) =>
        await documents.FindAsync(kind, name, stop)
        ?? throw new GpException(GpError.NoSuchItem, $"There is no {kind} '{name}'.");

    public Task<SiteDocument?> FindAsync(string kind, string name, CancellationToken stop) => documents.FindAsync(kind, name, stop);

    public Task<List<SiteDocument>> ReadAsync(string kind, CancellationToken stop) => documents.ReadAsync(kind, stop);

    /// <summary>Makes all of these changes, or none.</summary>
    /// <param name="action">What is done, such as <c>services/edit</c>.</param>
    /// <param name="target">What it is done to.</param>
    /// <param name="before">What it was, as JSON without secrets; null where there was nothing.</param>
    /// <param name="after">What it becomes, as JSON without secrets; null where nothing is left.</param>
    /// <exception cref="GpException">Somebody else has changed one of the documents since it was read.</exception>
    public async ValueTask ChangeAsync(
        RestRequest request, string action, string target, IReadOnlyList<DocumentChange> changes, string? before, string? after)
    {
        var audit = new AuditEntry(request.Caller.Name, request.Address, action, target, before, after);
        if (await documents.ChangeAsync(changes, audit, request.Aborted) is { } refused)
        {
            throw refused.Version == 0
                ? new GpException(GpError.AlreadyExists, $"There is a {refused.Kind} '{refused.Name}' already.")
                : new GpException(GpError.Conflict, $"The {refused.Kind} '{refused.Name}' was changed by somebody else; read it again.");
        }

        await refresh.ReadAsync(request.Aborted);
    }
}
