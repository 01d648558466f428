using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Admin.Logs;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.DataSources;
using GpServer.Options;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Site;

/// <summary>Writes a site, or one service of it, as a file. The keys by which tokens are protected are never in it.</summary>
sealed class SiteExport(SiteDocuments documents, SiteSecrets secrets, TimeProvider clock)
{
    /// <param name="withPasswords">Also the hashes of passwords, the secret values of services, and the passwords of registered databases.</param>
    public async Task<JsonObject> WriteAsync(bool withPasswords, CancellationToken stop)
    {
        var stored = await documents.ReadAllButKeysAsync(stop);
        var file = Head();
        file["services"] = Part(stored, DocumentKind.Service, service => Service(service, withPasswords));
        file["folders"] = Part(stored, DocumentKind.Folder, Plain);
        file["permissions"] = Part(stored, DocumentKind.Permissions, Plain);
        file["roles"] = Part(stored, DocumentKind.Role, Role);
        file["users"] = Part(stored, DocumentKind.User, user => User(user, withPasswords));
        file["data"] = Part(stored, DocumentKind.Data, item => Data(item, withPasswords));
        file["settings"] = Part(stored.Where(setting => setting.Name is TokenSettings.Name or LogSettings.Name or LimitChanges.Name),
            DocumentKind.Settings, Plain);
        return file;
    }

    /// <summary>One service with its permissions.</summary>
    /// <exception cref="GpException">There is none of this name.</exception>
    public async Task<JsonObject> WriteServiceAsync(string name, bool withPasswords, CancellationToken stop)
    {
        var service = await documents.FindAsync(DocumentKind.Service, name, stop)
            ?? throw new GpException(GpError.NoSuchItem, $"There is no service {TaskPublishing.Shown(name)}.");
        var permissions = await documents.FindAsync(DocumentKind.Permissions, name, stop);
        var file = Head();
        file["services"] = Part([service], DocumentKind.Service, service => Service(service, withPasswords));
        file["permissions"] = Part(permissions is null ? [] : [permissions], DocumentKind.Permissions, Plain);
        return file;
    }

    JsonObject Head() => new()
    {
        ["format"] = SiteContent.Format,
        ["version"] = SiteContent.Version,
        ["exported"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };

    static JsonObject Part(IEnumerable<SiteDocument> stored, string kind, Func<SiteDocument, JsonNode?> write)
    {
        var part = new JsonObject();
        foreach (var document in stored.Where(document => document.Kind == kind))
        {
            try
            {
                if (write(document) is { } node)
                {
                    part[document.Name] = node;
                }
            }
            catch (Exception e) when (e is JsonException or InvalidDataException)
            {
                // A file from which something is silently missing would be taken for a copy of the site.
                throw new GpException(
                    GpError.NotAvailable, $"The stored {kind} {TaskPublishing.Shown(document.Name)} cannot be read: {e.Message}", e);
            }
        }

        return part;
    }

    JsonNode? Service(SiteDocument document, bool withPasswords)
    {
        var service = ServiceFormat.Read(document.Name, document.Json);
        return JsonNode.Parse(ServiceFormat.Write(withPasswords ? service : secrets.Hide(service)));
    }

    static JsonNode? Data(SiteDocument document, bool withPasswords)
    {
        var item = SiteJson.Read<DataItem>(document.Json);
        return JsonNode.Parse(SiteJson.Write(withPasswords ? item : item.WithoutSecrets()));
    }

    static JsonNode? Plain(SiteDocument document) => JsonNode.Parse(document.Json);

    static JsonNode? Role(SiteDocument document)
    {
        var role = SiteJson.Read<SiteRole>(document.Json);
        return JsonNode.Parse(SiteJson.Write(new ContentRole { Description = role.Description, Privilege = role.Privilege }));
    }

    static JsonNode? User(SiteDocument document, bool withPasswords)
    {
        var user = SiteJson.Read<SiteUser>(document.Json);
        return user.IsPrimary ? null : JsonNode.Parse(SiteJson.Write(new ContentUser
        {
            FullName = user.FullName,
            Email = user.Email,
            Description = user.Description,
            Disabled = user.Disabled,
            Roles = user.Roles,
            PasswordHash = withPasswords ? user.PasswordHash : null,
        }));
    }
}
