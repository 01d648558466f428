using System.Globalization;
using System.Text;
using System.Text.Json;
using GpServer.Catalog;
using GpServer.Core.Parameters;

namespace GpServer.Layers;

/// <summary>
/// The value of a result that became a layer: <c>{"url":"…/FeatureServer/0"}</c>. It is stored with the path alone, since its beginning is what the
/// client uses who reads it.
/// </summary>
static class HostedUrl
{
    const int Longest = 1_000;

    static readonly string Root = $"/rest/services/{ServiceNames.HostedFolder}/";

    /// <summary>The path of a layer below the root.</summary>
    public static string PathOf(string service, int layer) => FormattableString.Invariant($"{Root}{service}/FeatureServer/{layer}");

    /// <summary>The value as it is stored.</summary>
    public static byte[] ValueOf(string service, int layer) => ValueOf(PathOf(service, layer));

    public static byte[] ValueOf(string url) => Encoding.UTF8.GetBytes($$"""{"url":{{JsonSerializer.Serialize(url)}}}""");

    /// <summary>The service, without its folder, and the layer that a stored result names; null where the result is another value.</summary>
    public static (string Service, int Layer)? LayerOf(GpParameter parameter, ReadOnlyMemory<byte> stored) =>
        PathOf(parameter, stored)?[Root.Length..].Split('/') is [var service, _, var layer]
            ? (service, int.Parse(layer, NumberStyles.None, CultureInfo.InvariantCulture))
            : null;

    /// <summary>The path in a stored result; null where the result is another value.</summary>
    public static string? PathOf(GpParameter parameter, ReadOnlyMemory<byte> stored) =>
        parameter is FeatureSetParameter ? PathOf(stored) : null;

    /// <summary>The path in a stored result, whose parameter may no longer be there; null where the result is another value.</summary>
    public static string? PathOf(ReadOnlyMemory<byte> stored)
    {
        if (stored.Length > Longest || !stored.Span.StartsWith("{\"url\":\"/"u8))
        {
            return null;
        }

        using var value = JsonDocument.Parse(stored);
        return value.RootElement.GetProperty("url").GetString() is { } path && path.StartsWith(Root, StringComparison.Ordinal) ? path : null;
    }
}
