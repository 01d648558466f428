using System.Buffers;
using GpServer.Core;

namespace GpServer.Rest;

/// <summary>The name of the function that a JSONP answer calls. It becomes script, so nothing but a plain name is taken.</summary>
static class JsonpCallback
{
    const int Longest = 200;

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$.[]");

    /// <exception cref="GpException">The name has other characters, or is too long.</exception>
    public static string Check(string name) => name.Length <= Longest && !name.AsSpan().ContainsAnyExcept(Allowed)
        ? name
        : throw new GpException(GpError.InvalidParameter,
            $"callback: expected 1 to {Longest} letters, digits and the characters _ $ . [ ].");
}
