using System.Text;
using System.Text.Json;
using GpServer.Core;
using GpServer.Rest;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin;

/// <summary>
/// Makes the changes that administrators ask for. Each leaves a line in the audit log, and is known to this node when it is answered. What belongs
/// to a service or a user goes with it.
/// </summary>
sealed partial class SiteEditor(SiteDocuments documents, SiteRefresh refresh, Belongings belongings, ILogger<SiteEditor> logger)
{
    const int LongestAudit = 16 * 1024;

    /// <summary>The document as it is stored now.</summary>
    /// <exception cref="GpException">There is none.</exception>
    public async ValueTask<SiteDocument> GetAsync(string kind, string name, CancellationToken stop) =>
        await documents.FindAsync(kind, name, stop)
        ?? throw new GpException(GpError.NoSuchItem, $"There is no {kind} '{name}'.");

    public Task<SiteDocument?> FindAsync(string kind, string name, CancellationToken stop) => documents.FindAsync(kind, name, stop);

    public Task<List<SiteDocument>> ReadAsync(string kind, CancellationToken stop) => documents.ReadAsync(kind, stop);

    /// <summary>
    /// Changes of nothing but the versions of roles that a change names: one that is removed at the same time makes it fail, and is not left with
    /// members or permissions that a later role of its name would have.
    /// </summary>
    /// <exception cref="GpException">There is no such role.</exception>
    public async ValueTask<IReadOnlyList<DocumentChange>> NamingRolesAsync(IEnumerable<string> roles, CancellationToken stop)
    {
        var changes = new List<DocumentChange>();
        foreach (var role in roles.Distinct(StringComparer.Ordinal))
        {
            var document = await GetAsync(DocumentKind.Role, role, stop);
            changes.Add(DocumentChange.Update(document, document.Json));
        }

        return changes;
    }

    /// <summary>Stores the document of settings, whether there was one or not.</summary>
    /// <param name="name">The settings' name.</param>
    public async ValueTask StoreSettingsAsync(RestRequest request, string action, string name, string before, string after)
    {
        var stored = await FindAsync(DocumentKind.Settings, name, request.Aborted);
        await StoreSettingsAsync(request, action, name, stored, before, after);
    }

    /// <inheritdoc cref="StoreSettingsAsync(RestRequest, string, string, string, string)"/>
    /// <param name="stored">The document as it was read; null where there was none.</param>
    public ValueTask StoreSettingsAsync(RestRequest request, string action, string name, SiteDocument? stored, string before, string after) =>
        ChangeAsync(request, action, name,
            [stored is null ? DocumentChange.Add(DocumentKind.Settings, name, after) : DocumentChange.Update(stored, after)], before, after);

    /// <summary>Makes all of these changes, or none. Once begun it goes on to its end, also when the caller leaves.</summary>
    /// <param name="action">What is done, such as <c>services/edit</c>.</param>
    /// <param name="target">What it is done to.</param>
    /// <param name="before">What it was, as JSON without secrets; null where there was nothing.</param>
    /// <param name="after">What it becomes, as JSON without secrets; null where nothing is left.</param>
    /// <param name="renamed">The names, before and after, of a service whose jobs and uploads go along.</param>
    /// <exception cref="GpException">Somebody else has changed one of the documents since it was read.</exception>
    public async ValueTask ChangeAsync(
        RestRequest request, string action, string target, IReadOnlyList<DocumentChange> changes, string? before, string? after,
        (string From, string To)? renamed = null)
    {
        request.Aborted.ThrowIfCancellationRequested();
        await ForgetAsync(changes.Where(change => change is { Json: not null, Version: 0 }), mustBeNew: true);
        var audit = new AuditEntry(request.Caller.Name, request.Address, action, target, Cut(before), Cut(after));
        if (await documents.ChangeAsync(changes, audit, CancellationToken.None) is { } refused)
        {
            throw refused.Version == 0
                ? new GpException(GpError.AlreadyExists, $"There is a {refused.Kind} '{refused.Name}' already.")
                : new GpException(GpError.Conflict, $"The {refused.Kind} '{refused.Name}' was changed by somebody else; read it again.");
        }

        try
        {
            await refresh.ReadAsync(CancellationToken.None);
        }
        catch (GpException e)
        {
            // The change is made; this node reads it as others do, when the database is back.
            Log.NotRead(logger, action, e.Message);
        }

        if (renamed is var (from, to))
        {
            await belongings.RenameServiceAsync(from, to);
        }

        await ForgetAsync(changes.Where(change => change.Json is null && change.Name != renamed?.From), mustBeNew: false);
    }

    /// <summary>
    /// Drops what there is of services and users. What is new begins without any: some may be left from one of its name, where a node was
    /// lost before it had dropped them, or a request came late.
    /// </summary>
    async ValueTask ForgetAsync(IEnumerable<DocumentChange> changes, bool mustBeNew)
    {
        foreach (var change in changes.Where(change => change.Kind is DocumentKind.Service or DocumentKind.User))
        {
            if (mustBeNew && await documents.FindAsync(change.Kind, change.Name, CancellationToken.None) is not null)
            {
                continue;
            }

            if (change.Kind == DocumentKind.Service)
            {
                await belongings.DropOfServiceAsync(change.Name);
            }
            else
            {
                await belongings.DropOfUserAsync(change.Name);
            }
        }
    }

    // The log is kept, and a service may have megabytes.
    static string? Cut(string? json) => json is not null && Encoding.UTF8.GetByteCount(json) is var bytes and > LongestAudit
        ? JsonSerializer.Serialize(new { tooLongToKeep = true, bytes })
        : json;

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The change {Action} is made and not known to this node yet: {Reason}")]
        public static partial void NotRead(ILogger logger, string action, string reason);
    }
}
