using System.Text.Json;
using GpServer.Core;

namespace GpServer.References;

/// <summary>What a layer of another server says of itself, as far as reading it needs it.</summary>
sealed record LayerDescription
{
    const int MostPerPage = 10_000;

    /// <summary>The object id field, by which pages are put in order; null where the layer names none.</summary>
    public string? ObjectIdField { get; init; }

    /// <summary>Features of one answer; null where the layer does not say.</summary>
    public int? PageSize { get; init; }

    public bool SupportsPagination { get; init; }

    public bool SupportsOrderBy { get; init; }

    public bool SupportsPbf { get; init; }

    public bool HasZ { get; init; }

    public bool HasM { get; init; }

    /// <exception cref="GpException">It is an error, or no layer with features.</exception>
    public static LayerDescription Read(JsonElement layer, string parameter, string from)
    {
        RemoteErrors.Check(layer, parameter, from);
        var type = Text(layer, "type");
        if (layer.ValueKind != JsonValueKind.Object || (type is null && !layer.TryGetProperty("fields", out _)))
        {
            throw new GpException(GpError.InvalidParameter,
                $"{parameter}: {from} has no layer at this URL; expected one of a feature or map service, such as …/FeatureServer/0.");
        }

        if (type is "Raster Layer" or "Group Layer" or "Mosaic Layer" or "Raster Catalog Layer")
        {
            throw new GpException(GpError.InvalidParameter,
                $"{parameter}: the layer of {from} is of type '{type}', which has no features; expected a Feature Layer or a Table.");
        }

        var advanced = layer.TryGetProperty("advancedQueryCapabilities", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        return new LayerDescription
        {
            ObjectIdField = Text(layer, "objectIdField") ?? FieldOfType(layer, "esriFieldTypeOID"),
            PageSize = layer.TryGetProperty("maxRecordCount", out var most) && most.TryGetInt32(out var count) && count > 0
                ? Math.Min(count, MostPerPage)
                : null,
            SupportsPagination = Flag(advanced, "supportsPagination"),
            SupportsOrderBy = Flag(advanced, "supportsOrderBy") || Flag(layer, "supportsAdvancedQueries"),
            SupportsPbf = (Text(layer, "supportedQueryFormats") ?? "").Contains("PBF", StringComparison.OrdinalIgnoreCase),
            HasZ = Flag(layer, "hasZ"),
            HasM = Flag(layer, "hasM"),
        };
    }

    static string? FieldOfType(JsonElement layer, string type) =>
        layer.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
            ? fields.EnumerateArray().Where(field => field.ValueKind == JsonValueKind.Object && Text(field, "type") == type)
                .Select(field => Text(field, "name")).FirstOrDefault()
            : null;

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            && text.GetString() is { Length: > 0 } value
            ? value
            : null;

    static bool Flag(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}
