using System.Collections.Frozen;
using System.Text.Json;
using GpServer.Admin.Logs;
using GpServer.DataSources;
using GpServer.Options;
using GpServer.Storage.Site;
using Microsoft.Extensions.Options;

namespace GpServer.Security;

/// <summary>Users, roles, permissions and settings as this node knows them: decisions are made from memory.</summary>
sealed partial class SiteState(IOptions<GpServerOptions> options, ILogger<SiteState> logger)
{
    // In place of permissions that cannot be read: without any, those of the level above would count.
    static readonly IReadOnlyList<Permission> Nobody =
        [new(Permission.Everyone, IsAllowed: false), new(Permission.Authenticated, IsAllowed: false)];

    volatile SiteSnapshot _now = SiteSnapshot.Empty;

    public SiteSnapshot Now => _now;

    /// <summary>Takes what was read from the store.</summary>
    public void Take(IReadOnlyList<SiteDocument> documents)
    {
        var settings = documents.Where(document => document.Kind == DocumentKind.Settings)
            .ToFrozenDictionary(document => document.Name, document => document.Json, StringComparer.Ordinal);
        _now = new SiteSnapshot
        {
            Users = Read<SiteUser>(documents, DocumentKind.User),
            Roles = Read<SiteRole>(documents, DocumentKind.Role),
            Permissions = Read(documents, DocumentKind.Permissions, otherwise: Nobody),
            Data = Read<DataItem>(documents, DocumentKind.Data),
            Folders = Read<SiteFolder>(documents, DocumentKind.Folder),
            Services = documents.Where(document => document.Kind == DocumentKind.Service)
                .Select(document => document.Name).ToFrozenSet(StringComparer.Ordinal),
            Settings = settings,
            Tokens = Setting<TokenSettings>(documents, TokenSettings.Name) ?? TokensOf(options.Value.Tokens),
            Logs = Setting<LogSettings>(documents, LogSettings.Name) ?? new(),
        };
    }

    static TokenSettings TokensOf(TokenOptions tokens) =>
        new() { ShortMinutes = tokens.ShortMinutes, LongestMinutes = tokens.LongestMinutes, GetAllowed = tokens.GetAllowed };

    T? Setting<T>(IEnumerable<SiteDocument> documents, string name)
        where T : class => Read<T>(documents, DocumentKind.Settings, name).GetValueOrDefault(name);

    FrozenDictionary<string, T> Read<T>(IEnumerable<SiteDocument> documents, string kind, string? only = null, T? otherwise = null)
        where T : class
    {
        var read = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var document in documents.Where(document => document.Kind == kind && (only is null || document.Name == only)))
        {
            try
            {
                read.Add(document.Name, SiteJson.Read<T>(document.Json));
            }
            catch (JsonException e)
            {
                // What cannot be read gives nobody anything, and must not take the others away.
                Log.Unreadable(logger, kind, document.Name, e.Message);
                if (otherwise is not null)
                {
                    read.Add(document.Name, otherwise);
                }
            }
        }

        return read.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The stored {Kind} {Name} cannot be read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string kind, string name, string reason);
    }
}
