using GpServer.Core;
using GpServer.Core.Values;
using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.DataSources;

/// <summary>
/// Finds registered folders and files on this machine. They lie below a folder that the configuration names, and no link on the way there leads
/// anywhere else: links are not followed at all.
/// </summary>
sealed class DataFolders(IOptions<GpServerOptions> options)
{
    const int MostLevels = 16;

    static readonly StringComparison Case = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>What is wrong with the path of an item on this machine, as the rest of a sentence; null where nothing is.</summary>
    public string? Problem(DataItem item)
    {
        if (item.Path.Length == 0 || item.Path.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(item.Path)
            || Path.GetFullPath(item.Path).TrimEnd(Path.DirectorySeparatorChar) != item.Path.TrimEnd(Path.DirectorySeparatorChar))
        {
            return "is not valid; expected one from the root of the server's machine on, without . and ..";
        }

        if (RootOf(item.Path) is not { } root)
        {
            return options.Value.Data.Roots.Length == 0
                ? $"cannot be registered: the configuration names no folders for data ({GpServerOptions.Section}:Data:Roots)."
                : $"is not below one of the folders that the configuration names ({GpServerOptions.Section}:Data:Roots).";
        }

        if (HasLink(root, item.Path))
        {
            return "leads over a link, which is not followed; expected the place itself.";
        }

        return item.Kind == DataItemKind.Folder
            ? Directory.Exists(item.Path) ? null : "names no folder on the server; expected one that is there."
            : File.Exists(item.Path) ? null : "names no file on the server; expected one that is there.";
    }

    /// <summary>The file in a registered folder, and what remains of the name: the layer in it.</summary>
    /// <param name="name">Such as <c>roads.gpkg</c>, <c>north/roads.gpkg</c> or <c>roads.gpkg/main</c>.</param>
    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="GpException">The name is none of a file in a folder, or leads over a link.</exception>
    public static (string Path, string? Layer)? Find(DataItem folder, string name, string parameter)
    {
        var parts = name.Split('/');
        if (parts.Length > MostLevels || parts.Any(part => part.StartsWith('.') || !FileNames.IsValid(part)))
        {
            throw new GpException(GpError.InvalidParameter,
                $"{parameter}: expected a file of the registered folder, such as roads.gpkg, with a slash after each folder and before a layer of the file.");
        }

        var path = folder.Path;
        for (var i = 0; i < parts.Length; i++)
        {
            path = Path.Combine(path, parts[i]);
            if (IsLink(path))
            {
                throw new GpException(GpError.InvalidParameter, $"{parameter}: '{parts[i]}' is a link, which is not followed.");
            }

            if (File.Exists(path))
            {
                return (path, i + 1 == parts.Length ? null : string.Join('/', parts.Skip(i + 1)));
            }
        }

        return null;
    }

    string? RootOf(string path) => options.Value.Data.Roots.Select(Path.GetFullPath)
        .FirstOrDefault(root => path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, Case)
            || path.TrimEnd(Path.DirectorySeparatorChar).Equals(root.TrimEnd(Path.DirectorySeparatorChar), Case));

    static bool HasLink(string root, string path)
    {
        var place = root;
        foreach (var part in Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Where(part => part != "."))
        {
            place = Path.Combine(place, part);
            if (IsLink(place))
            {
                return true;
            }
        }

        return false;
    }

    static bool IsLink(string path) => new FileInfo(path) is { LinkTarget: not null };
}
