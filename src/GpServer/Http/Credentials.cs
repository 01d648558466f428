namespace GpServer.Http;

/// <summary>Where requests carry what tells who asks.</summary>
static class Credentials
{
    public const string Cookie = "agstoken";

    const string Parameter = "token";
    const string Header = "X-Esri-Authorization";

    /// <summary>
    /// True where the request carries a token or another credential in its query, its headers or its cookie. The form is left out: answers
    /// to POST are kept by no cache.
    /// </summary>
    public static bool AreIn(HttpRequest request) =>
        request.Headers.Authorization.Count > 0
        || request.Headers.ContainsKey(Header)
        || (MayHoldToken(request.QueryString.Value) && request.Query.ContainsKey(Parameter))
        || (request.Headers.Cookie.Count > 0 && request.Cookies.ContainsKey(Cookie));

    /// <summary>Most queries hold none, and are not taken apart to learn it. A name can be written with escapes.</summary>
    static bool MayHoldToken(string? query) =>
        query is not null && (query.Contains(Parameter, StringComparison.OrdinalIgnoreCase) || query.Contains('%'));
}
