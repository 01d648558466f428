using GpServer.Core;

namespace GpServer.Catalog;

/// <summary>What folders, services and tasks may be called: names are parts of paths, and of identifiers that clients make.</summary>
static class ServiceNames
{
    const int Longest = 120;
    const string Expected = "expected 1 to 120 letters, digits and underscores";

    // A service of such a name in a folder, or a task, would have the path of another resource.
    static readonly string[] Types = ["GPServer", "MapServer", "FeatureServer", "ImageServer", "GeocodeServer", "GeometryServer"];

    // Operations of the Administrator API beside folders.
    static readonly string[] Operations =
    [
        "createFolder", "createService", "exists", "types", "report", "permissions", "startServices", "stopServices", "renameService",
    ];

    /// <summary>The folder of hosted feature services, in which there are no others.</summary>
    public const string HostedFolder = "Hosted";

    static readonly string[] Resources = ["info", "uploads", "jobs"];

    /// <summary>What is said of a service that there is not. The blank at the end is the product's; clients compare the whole text.</summary>
    public static GpException NotFound(string qualifiedName) => new(GpError.ServiceNotFound, $"Service {qualifiedName}/GPServer not found ");

    /// <summary>What is wrong with the names of a service, a sentence each.</summary>
    /// <param name="folder">Empty at the root.</param>
    public static IEnumerable<string> Problems(string folder, string name)
    {
        if (folder.Length > 0 && (Problem(folder) ?? Reserved(folder, [.. Types, .. Operations, HostedFolder])) is { } inFolder)
        {
            yield return $"folder {TaskPublishing.Shown(folder)}: {inFolder}";
        }

        if ((Problem(name) ?? Reserved(name, Types)) is { } inName)
        {
            yield return $"name {TaskPublishing.Shown(name)}: {inName}";
        }
    }

    /// <summary>What is wrong with the name of a task, or null.</summary>
    public static string? TaskProblem(string name) => Problem(name) ?? Reserved(name, [.. Types, .. Resources]);

    static string? Problem(string name) => name.Length is > 0 and <= Longest && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? null
        : $"{name.Length} characters; {Expected}.";

    static string? Reserved(string name, IEnumerable<string> names) => names.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? $"it is a name of the protocol's own; {Expected} that are none of {string.Join(", ", names)}."
        : null;
}
