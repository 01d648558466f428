namespace GpServer.Core.Spatial;

/// <summary>The horizontal and the vertical system in a text: side by side as Esri writes them, or inside COMPD_CS.</summary>
readonly record struct WktRoots(WktNode Horizontal, WktNode? Vertical)
{
    public static WktRoots Read(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("+"))
        {
            throw WktParser.Unreadable(1, "'+' came where well-known text such as PROJCS[…] was expected; PROJ strings are not read");
        }

        var roots = WktParser.Parse(text);
        var nodes = roots is [{ Keyword: "COMPD_CS" } compound] ? compound.Children : roots;
        var first = nodes.Find(node => node.Keyword is not "AUTHORITY") ?? throw roots[0].Unreadable("COMPD_CS holds no system");
        if (IsVersion2(first.Keyword))
        {
            throw new GpException(
                GpError.SpatialReference,
                $"WKT 2 is not read yet: {first.Keyword} came where PROJCS or GEOGCS of WKT 1 was expected.");
        }

        if (first.Keyword is not ("PROJCS" or "GEOGCS"))
        {
            throw first.Unreadable($"{first.Keyword} came where a horizontal system, PROJCS or GEOGCS, was expected");
        }

        return new WktRoots(first, nodes.Find(node => node.Keyword is "VERTCS" or "VERT_CS"));
    }

    /// <summary>The keywords that begin a system in OGC 12-063 and 18-010.</summary>
    static bool IsVersion2(string keyword) => keyword is "PROJCRS" or "PROJECTEDCRS" or "GEOGCRS" or "GEOGRAPHICCRS" or "GEODCRS"
        or "GEODETICCRS" or "BOUNDCRS" or "COMPOUNDCRS" or "VERTCRS" or "VERTICALCRS" or "ENGCRS" or "ENGINEERINGCRS" or "DERIVEDPROJCRS"
        or "COORDINATEMETADATA" or "TIMECRS" or "PARAMETRICCRS";
}
