using GpServer.Catalog;
using GpServer.Core.Json;
using GpServer.Core.Tools;

namespace GpServer.Rest.Resources;

/// <summary>What people read about a service, or about one task of it: <c>iteminfo</c> and the metadata are made of it.</summary>
sealed record ItemInfo
{
    // The page that this is relative to is that of the item information.
    const string ThumbnailUrl = "thumbnail";

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Snippet { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string AccessInformation { get; init; }

    public required string LicenseInformation { get; init; }

    public required string Type { get; init; }

    public static ItemInfo Of(GpService service) => new()
    {
        Name = service.Name,
        Title = service.Item.Title ?? service.Name,
        Snippet = service.Item.Summary ?? service.Description,
        Description = service.Item.Description ?? service.Description,
        Tags = service.Item.Tags ?? [],
        AccessInformation = service.Item.AccessInformation ?? "",
        LicenseInformation = service.Item.LicenseInformation ?? "",
        Type = "Geoprocessing Service",
    };

    /// <summary>A task has its own words; the credit and the terms are those of its service.</summary>
    public static ItemInfo Of(GpService service, ToolDefinition task) => Of(service) with
    {
        Name = task.Name,
        Title = task.Label,
        Snippet = task.Description,
        Description = task.Description,
        Tags = [.. (service.Item.Tags ?? []).Prepend(task.Category).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)],
        Type = "Geoprocessing Task",
    };

    public void Write(JsonOutput json)
    {
        json.StartObject();
        json.Member("name"u8, Name);
        json.Member("title"u8, Title);
        json.Member("type"u8, Type);
        json.Member("description"u8, Description);
        json.Member("snippet"u8, Snippet);
        json.StartArray("tags"u8);
        foreach (var tag in Tags)
        {
            json.Value(tag);
        }

        json.EndArray();
        json.Member("thumbnail"u8, ThumbnailUrl);

        // A task works wherever its inputs are.
        json.StartArray("extent"u8);
        json.EndArray();
        json.Member("spatialReference"u8, "");
        json.Member("culture"u8, "en"u8);
        json.Member("accessInformation"u8, AccessInformation);
        json.Member("licenseInformation"u8, LicenseInformation);
        json.EndObject();
    }
}
