using System.Collections.Frozen;

namespace GpServer.Core.Spatial;

/// <summary>The projection methods that are read, by their names and codes in all dialects.</summary>
static class WktMethods
{
    static readonly IReadOnlyList<WktMethod> All = [.. WktRegionalMethods.All, .. WktWorldMethods.All];

    /// <summary>Names of EPSG and in version 2, where <c>Orthographic</c> is ellipsoidal.</summary>
    static readonly FrozenDictionary<string, WktMethod> ByMethod =
        All.DistinctBy(method => method.Method).ToFrozenDictionary(method => method.Method, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Names as they are written: <c>Equidistant Cylindrical</c> is EPSG's ellipsoidal method and <c>Equidistant_Cylindrical</c> Esri's
    /// spherical one.
    /// </summary>
    static readonly FrozenDictionary<string, WktMethod> ByExactName = Index(static name => name);

    static readonly FrozenDictionary<string, WktMethod> ByLetters = Index(Letters);

    static readonly FrozenDictionary<int, WktMethod> ByCode =
        All.SelectMany(method => method.Codes.Select(code => (code, method)))
            .ToFrozenDictionary(entry => entry.code, entry => entry.method);

    /// <summary>The method of PROJECTION or METHOD; null when it is not known.</summary>
    public static WktMethod? Find(WktNode node)
    {
        if ((node.Keyword == "METHOD" && ByMethod.TryGetValue(node.Name, out var method))
            || ByExactName.TryGetValue(node.Name, out method)
            || ByLetters.TryGetValue(Letters(node.Name), out method))
        {
            return method;
        }

        return ByCode.GetValueOrDefault(WktRecognition.Code(node, "EPSG") ?? 0);
    }

    public static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    static FrozenDictionary<string, WktMethod> Index(Func<string, string> key)
    {
        var index = new Dictionary<string, WktMethod>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in All)
        {
            foreach (var name in method.Names.Prepend(method.Method))
            {
                index.TryAdd(key(name), method);
            }
        }

        return index.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
