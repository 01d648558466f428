namespace GpServer.Tests.Http;

/// <summary>
/// Spellings of a path by which attackers get past what guards it: a guard and what it guards may read them in two ways. Each must be
/// answered as the path itself is, or as nothing.
/// </summary>
static class SpelledPaths
{
    /// <param name="path">A path of several segments, such as <c>/rest/services/Toolbox/GPServer</c>.</param>
    public static IEnumerable<string> Of(string path)
    {
        var cut = path.LastIndexOf('/');
        var (before, last) = (path[..cut], path[(cut + 1)..]);
        return
        [
            $"{path}/",
            $"/{path}",
            path.Replace("/", "//", StringComparison.Ordinal),
            $"{before}/./{last}",
            $"{before}/x/../{last}",
            $"{before}/x/%2e%2e/{last}",
            $"{before}/x/.%2E/{last}",
            $"{before}/%2e/{last}",
            $"{before}%2f{last}",
            $"{before}%5c{last}",
            $"{before}\\{last}",
            $"{before}/x\\..\\{last}",
            $"{before}%252f{last}",
            $"{before}/%252e%252e/{last}",
            $"{before};x=1/{last}",
            $"{path};x=1",
            $"{path};/../{last}",
            $"{path}%00",
            $"{path}%00.json",
            $"{path}%20",
            $"{path}.",
            $"{path}%0a",
            $"{path}%c0%af",
            $"{before}/x/%c0%ae%c0%ae/{last}",
            $"{before}%e0%80%af{last}",
            $"{before}/%uff0e%uff0e/{last}",
            $"{path}%",
            $"{path}%zz",
            $"{before}/{Encoded(last)}",
            $"{path.ToUpperInvariant()}",
            $"{path.ToLowerInvariant()}",
            $"/arcgis{path}",
            $"/ArcGIS/{path}",
            $"/arcgis/x/..{path}",
            $"/arcgis/../arcgis{path}",
            $"/../..{path}",
            $"http://elsewhere{path}",
        ];
    }

    /// <summary>Every character as its bytes, which means the same.</summary>
    static string Encoded(string text) => string.Concat(text.Select(character => $"%{(int)character:x2}"));
}
