namespace GpServer.Outgoing;

/// <summary>Reads and changes queries of URLs without touching what else is in them.</summary>
static class QueryText
{
    /// <summary>The URL with a field of its query set to this value.</summary>
    public static Uri With(Uri url, string name, string value) =>
        new UriBuilder(url) { Query = With(url.Query, name, value), Fragment = "" }.Uri;

    /// <summary>A query with a field set to this value.</summary>
    public static string With(string query, string name, string value)
    {
        var rest = Without(query, name);
        return $"{rest}{(rest.Length == 0 ? "" : "&")}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
    }

    /// <summary>A query, with or without its question mark, without a field.</summary>
    public static string Without(string query, string name) =>
        string.Join('&', Parts(query).Where(part => !Is(part, name)));

    /// <summary>The value of a field; null where it is not there or empty.</summary>
    public static string? Find(string query, string name) => Parts(query).Where(part => Is(part, name))
        .Select(part => Decoded(part[(part.IndexOf('=') + 1)..])).FirstOrDefault(value => value.Length > 0);

    /// <summary>All fields in their order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(string query) => Parts(query).Select(part =>
        part.IndexOf('=') is var equals and >= 0
            ? KeyValuePair.Create(Decoded(part[..equals]), Decoded(part[(equals + 1)..]))
            : KeyValuePair.Create(Decoded(part), ""));

    static bool Is(string part, string name) =>
        part.IndexOf('=') is var equals and >= 0 && Decoded(part[..equals]).Equals(name, StringComparison.OrdinalIgnoreCase);

    static string[] Parts(string query) => query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
