using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Options;
using GpServer.Wire.Files;

namespace GpServer.DataSources;

/// <summary>Reads files of features that are registered, or lie in a registered folder.</summary>
sealed class RegisteredFiles(DataFolders folders, CurrentLimits limits)
{
    const int MostListed = 10_000;

    static readonly string[] JsonExtensions = [".json", ".geojson", ".esrijson"];

    /// <summary>Whether files of this name are read.</summary>
    public static bool IsRead(string name) => Path.GetExtension(name).ToLowerInvariant() is var extension
        && (JsonExtensions.Contains(extension, StringComparer.Ordinal) || ReaderOf(extension) is not null);

    /// <summary>The names of the files of a folder that are read, those in folders below it with them.</summary>
    public static IReadOnlyList<string> Names(DataItem folder) =>
    [
        .. Directory.EnumerateFiles(folder.Path, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 8,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
            IgnoreInaccessible = true,
        }).Where(IsRead).Take(MostListed).Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The features of a registered file, or of one of a registered folder.</summary>
    /// <param name="name">What follows the item's name, without the slash; empty where nothing does.</param>
    /// <exception cref="GpException">There is no such file, or it cannot be read.</exception>
    public FeatureSet Read(DataItem item, string itemName, string name, FeatureReadOptions options, string temporaryDirectory)
    {
        if (folders.Problem(item) is { } problem)
        {
            // Not with its path, which is the server's affair.
            throw Invalid(options, $"the registered data '{itemName}' are not there any more, or not on this node" + (problem.Contains("link", StringComparison.Ordinal) ? " (a link leads to them)." : "."));
        }

        var (path, layer) = item.Kind == DataItemKind.File
            ? (item.Path, name.Length == 0 ? null : name)
            : (name.Length == 0 ? null : DataFolders.Find(item, name, options.Parameter)) ?? throw Invalid(options,
                $"the registered folder '{itemName}' has no such file; expected {itemName}/ and the name of a file in it.");
        var shown = Path.GetFileName(path);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        return JsonExtensions.Contains(extension, StringComparer.Ordinal) ? ReadJson(path, shown, options)
            : ReaderOf(extension) is { } reader
                ? reader.Read(new FeatureFileSource(path, shown, temporaryDirectory) { Layer = layer }, options)
                : throw Invalid(options, $"{shown} is of no known format; expected {string.Join(", ", Extensions)}.");
    }

    static IEnumerable<string> Extensions => JsonExtensions.Concat(FeatureFiles.Readers.SelectMany(reader => reader.Extensions)).Distinct();

    static FeatureFileReader? ReaderOf(string extension) =>
        FeatureFiles.Readers.FirstOrDefault(reader => reader.Extensions.Contains(extension, StringComparer.Ordinal));

    FeatureSet ReadJson(string path, string shown, FeatureReadOptions options)
    {
        var most = limits.Now.RequestBytes;
        if (new FileInfo(path).Length is var length && length > most)
        {
            throw new GpException(GpError.LimitExceeded, $"{options.Parameter}: {shown} has {length} bytes; a document of JSON may have {most}.");
        }

        return options.Reading.Features.Read(File.ReadAllBytes(path), options) as FeatureSet
            ?? throw Invalid(options, $"{shown} refers to features elsewhere; expected features.");
    }

    static GpException Invalid(FeatureReadOptions options, string sentence) => new(GpError.InvalidParameter, $"{options.Parameter}: {sentence}");
}
