using System.Text.Json;
using System.Text.Json.Serialization;
using GpServer.Catalog;
using GpServer.DataSources;
using GpServer.Options;
using GpServer.Security;

namespace GpServer.Admin.Site;

/// <summary>Reads a file of a site. Nothing of it is believed: each entry that cannot be read is a problem by its name.</summary>
sealed class SiteReader
{
    /// <summary>Bytes of a file.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    const int Deepest = 64;
    const int MostEntries = 100_000;

    static readonly string[] Parts = ["format", "version", "exported", "services", "folders", "permissions", "roles", "users", "data", "settings"];

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    static readonly HashSet<string> ServiceMembers =
        new(typeof(ServiceFormat).GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase);

    readonly SiteProblems _problems;

    SiteReader(SiteProblems problems)
    {
        _problems = problems;
    }

    public static SiteContent Read(ReadOnlyMemory<byte> utf8, SiteProblems problems)
    {
        if (utf8.Length > MostBytes)
        {
            problems.Add($"site: it has {utf8.Length} bytes; expected at most {MostBytes}.");
            return new SiteContent();
        }

        try
        {
            using var document = JsonDocument.Parse(
                utf8, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            return new SiteReader(problems).Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // An invalid operation is to read a name with half a character in it.
            problems.Add($"site: it is no JSON that can be read; expected a file of a site. {e.Message}");
            return new SiteContent();
        }
    }

    SiteContent Read(JsonElement site)
    {
        if (site.ValueKind != JsonValueKind.Object
            || !site.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String
            || !format.ValueEquals(SiteContent.Format))
        {
            _problems.Add($"format: expected an object whose format is '{SiteContent.Format}'.");
            return new SiteContent();
        }

        if (!site.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number) || number != SiteContent.Version)
        {
            _problems.Add($"version: expected {SiteContent.Version}, the version of files that this server reads.");
            return new SiteContent();
        }

        foreach (var member in site.EnumerateObject().Where(member => !Parts.Contains(member.Name, StringComparer.Ordinal)))
        {
            _problems.Add($"{TaskPublishing.Shown(member.Name)} is no part of a site; expected {string.Join(", ", Parts)}.");
        }

        return new SiteContent
        {
            Services = Part(site, "services", Service),
            Folders = Part(site, "folders", Entry<SiteFolder>),
            Permissions = Part(site, "permissions", Entry<IReadOnlyList<Permission>>),
            Roles = Part(site, "roles", Entry<ContentRole>),
            Users = Part(site, "users", Entry<ContentUser>),
            Data = Part(site, "data", Entry<DataItem>),
            Settings = site.TryGetProperty("settings", out var settings) ? Settings(settings) : null,
        };
    }

    Dictionary<string, T>? Part<T>(JsonElement site, string name, Func<string, JsonElement, T?> read)
        where T : class
    {
        if (!site.TryGetProperty(name, out var part))
        {
            return null;
        }

        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        if (part.ValueKind != JsonValueKind.Object || part.GetPropertyCount() > MostEntries)
        {
            _problems.Add($"{name}: expected an object of at most {MostEntries} members.");
            return entries;
        }

        foreach (var member in part.EnumerateObject())
        {
            Try($"{name}: {TaskPublishing.Shown(member.Name)}", () =>
            {
                if (read(member.Name, member.Value) is { } entry)
                {
                    entries.Add(member.Name, entry);
                }
            });
        }

        return entries;
    }

    static T Entry<T>(string name, JsonElement element)
        where T : class => element.Deserialize<T>(Options) ?? throw new JsonException("there is only null.");

    GpService? Service(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("expected an object.");
        }

        foreach (var member in element.EnumerateObject().Where(member => !ServiceMembers.Contains(member.Name)))
        {
            _problems.Add($"services: {TaskPublishing.Shown(name)}: {TaskPublishing.Shown(member.Name)} is no member of a service.");
        }

        return ServiceFormat.Read(name, element.GetRawText());
    }

    ContentSettings Settings(JsonElement element)
    {
        var settings = new ContentSettings();
        Try("settings", () =>
        {
            settings = Entry<ContentSettings>("settings", element);
            if (settings.Limits is { } limits)
            {
                var known = LimitChanges.Write(new LimitOptions());
                foreach (var unknown in limits.Where(limit => !known.ContainsKey(limit.Key)))
                {
                    _problems.Add($"settings: limits: {TaskPublishing.Shown(unknown.Key)} is no limit.");
                }
            }
        });
        return settings;
    }

    void Try(string place, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            _problems.Add($"{place}: {e.Message}");
        }
    }
}
