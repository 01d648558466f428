using System.Net.Http.Headers;
using GpServer.Core.Values;

namespace GpServer.Outgoing;

/// <summary>The names that answers give themselves: they say a format and stand in error texts, and are never part of a path.</summary>
static class OutgoingNames
{
    /// <summary>The name of <c>Content-Disposition</c>; null where there is none that could be that of a file.</summary>
    public static string? Of(HttpContentHeaders headers) =>
        headers.ContentDisposition is { } disposition ? Name(disposition.FileNameStar) ?? Name(disposition.FileName) : null;

    static string? Name(string? text)
    {
        var name = (text ?? "").Trim().Trim('"');
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return FileNames.IsValid(name) ? name : null;
    }
}
