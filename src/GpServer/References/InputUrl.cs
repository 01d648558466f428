using System.Text.RegularExpressions;

namespace GpServer.References;

/// <summary>What a URL is, by the end of its path.</summary>
static partial class InputUrl
{
    public static InputUrlKind KindOf(string path)
    {
        path = path.TrimEnd('/');
        return Layer().IsMatch(path) ? InputUrlKind.Layer
            : Query().IsMatch(path) ? InputUrlKind.Query
            : Image().IsMatch(path) ? InputUrlKind.Image
            : Service().IsMatch(path) ? InputUrlKind.Service
            : Result().IsMatch(path) ? InputUrlKind.Result
            : InputUrlKind.File;
    }

    [GeneratedRegex("/(FeatureServer|MapServer(/jobs/[^/]+)?)/[0-9]{1,9}$", RegexOptions.IgnoreCase)]
    private static partial Regex Layer();

    [GeneratedRegex("/(FeatureServer|MapServer(/jobs/[^/]+)?)/[0-9]{1,9}/query$", RegexOptions.IgnoreCase)]
    private static partial Regex Query();

    [GeneratedRegex("/ImageServer(/[^/]*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Image();

    [GeneratedRegex("/(FeatureServer|MapServer(/jobs/[^/]+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Service();

    [GeneratedRegex("/GPServer/[^/]+/jobs/[^/]+/results/[^/]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Result();
}
