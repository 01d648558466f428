using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Http;

/// <summary>
/// Makes every URL work under each path base as at the root, and with doubled slashes as with single ones: a client that joins a site
/// without a context path to <c>/rest</c> asks for <c>//rest/info</c>.
/// </summary>
sealed class PathBases(IOptions<GpServerOptions> options) : IMiddleware
{
    readonly PathString[] _bases = [.. options.Value.Rest.EffectivePathBases.Select(path => new PathString(path))];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;

        // Not by the conversion from text, which would decode the path once more.
        request.Path = new PathString(Single(request.Path.Value ?? ""));
        foreach (var pathBase in _bases)
        {
            if (request.Path.StartsWithSegments(pathBase, StringComparison.OrdinalIgnoreCase, out var matched, out var rest))
            {
                request.PathBase += matched;
                request.Path = rest.HasValue ? rest : new PathString("/");
                break;
            }
        }

        return next(context);
    }

    static string Single(string path)
    {
        var start = path.IndexOf("//", StringComparison.Ordinal);
        return start < 0 ? path : string.Concat(path.Where((character, i) => character != '/' || i == 0 || path[i - 1] != '/'));
    }
}
