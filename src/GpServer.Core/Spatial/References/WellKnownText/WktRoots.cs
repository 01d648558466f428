namespace GpServer.Core.Spatial;

/// <summary>The systems in a text: side by side as Esri writes them, or inside a compound one.</summary>
/// <param name="Horizontal">PROJCS or GEOGCS of version 1; PROJCRS, GEOGCRS or GEODCRS of version 2, or another keyword for them.</param>
/// <param name="Vertical">The vertical system, whatever its kind; null without one.</param>
/// <param name="Bound">The BOUNDCRS around the horizontal system; null without one.</param>
readonly record struct WktRoots(WktNode Horizontal, WktNode? Vertical, WktNode? Bound)
{
    public static WktRoots Read(string text)
    {
        switch (text.AsSpan().TrimStart())
        {
            case ['+', ..]:
                throw WktParser.Unreadable(1, "'+' came where well-known text such as PROJCS[…] was expected; PROJ strings are not read");
            case ['{', ..]:
                throw WktParser.Unreadable(1, "'{' came where well-known text such as PROJCRS[…] was expected; PROJJSON is not read");
        }

        var roots = WktParser.Parse(text);
        if (roots is [{ Keyword: "COORDINATEMETADATA" } metadata])
        {
            roots = metadata.Children;
        }

        if (roots is [{ Keyword: "COMPD_CS" or "COMPOUNDCRS" } or { Keyword: "COORDINATEMETADATA" }, ..] && roots[0] is var compound)
        {
            roots = compound.Children;
            if (roots.Count == 0)
            {
                throw compound.Unreadable($"{compound.Keyword} holds no system");
            }
        }

        var horizontal = roots.Count > 0 ? roots[0] : throw WktParser.Unreadable(1, "the text holds no system");
        var bound = horizontal.Keyword == "BOUNDCRS" ? horizontal : null;
        if (bound is not null)
        {
            horizontal = bound.Required("SOURCECRS").Children.FirstOrDefault() ?? throw bound.Unreadable("SOURCECRS holds no system");
        }

        return IsHorizontal(horizontal.Keyword)
            ? new WktRoots(horizontal, FindVertical(roots), bound)
            : throw horizontal.Unreadable($"{horizontal.Keyword} came where a horizontal system was expected: {Expected}");
    }

    const string Expected = "PROJCS or GEOGCS, or PROJCRS or GEOGCRS of version 2";

    /// <summary>Whether a text is version 2, by the keyword that begins it.</summary>
    public static bool IsVersion2(string text)
    {
        var start = text.AsSpan().TrimStart();
        var end = start.IndexOfAny('[', '(', ' ');
        return end > 0 && start[..end].ToString().ToUpperInvariant() is "BOUNDCRS" or "COMPOUNDCRS" or "COORDINATEMETADATA" or "PROJCRS"
            or "PROJECTEDCRS" or "GEOGCRS" or "GEOGRAPHICCRS" or "GEODCRS" or "GEODETICCRS";
    }

    public static bool IsProjected(string keyword) => keyword is "PROJCS" or "PROJCRS" or "PROJECTEDCRS";

    static bool IsHorizontal(string keyword) => IsProjected(keyword) || WktSystemReader.GeographicKeywords.Contains(keyword);

    static WktNode? FindVertical(IEnumerable<WktNode> systems)
    {
        foreach (var system in systems)
        {
            var inner = system.Keyword == "BOUNDCRS" ? system.Child("SOURCECRS")?.Children.FirstOrDefault() ?? system : system;
            if (inner.Keyword is "VERTCS" or "VERT_CS" or "VERTCRS" or "VERTICALCRS")
            {
                return inner;
            }
        }

        return null;
    }
}
