using System.Text;
using GpServer.Core;
using GpServer.Wire.Files.Archives;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>The files of one shapefile, unpacked.</summary>
/// <param name="Shapes">The .shp file; null for a table.</param>
/// <param name="Index">The .shx file, or null.</param>
/// <param name="Table">The .dbf file, or null.</param>
/// <param name="Projection">The content of the .prj file, or null.</param>
/// <param name="Encoding">The content of the .cpg file, or null.</param>
sealed record ShapefileParts(string? Shapes, string? Index, string? Table, string? Projection, string? Encoding)
{
    const int LongestText = 65_536;
    const int MostNames = 10;

    /// <summary>Finds the shapefile that is wanted in an archive, else the first in the order of names, and unpacks it.</summary>
    /// <exception cref="GpException">There is none, or not this one.</exception>
    public static ShapefileParts Unpack(FeatureFileSource file, ReadingPlace place)
    {
        using var archive = FileArchive.Open(file, place.Options.Parameter);
        var extension = archive.Find(".shp") is null && place.Options.Table ? ".dbf" : ".shp";
        var layers = archive.Entries.Where(entry => entry.Extension == extension && !IsOfMacOs(entry))
            .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ToList();
        if (layers.Count == 0)
        {
            throw place.Invalid("the archive has no shapefile; expected a .shp file, with its .dbf, .shx and .prj");
        }

        var layer = file.Layer is null ? layers[0] : layers.Find(entry => IsNamed(entry, file.Layer)) ?? throw NotThere(file.Layer, layers, place);
        var stem = Stem(layer.Name);
        var folder = Directory.CreateDirectory(Path.Combine(file.TemporaryDirectory, $"shapefile-{Guid.NewGuid():N}")).FullName;
        return new ShapefileParts(File(".shp"), File(".shx"), File(".dbf"), Text(".prj"), Text(".cpg"));

        string? File(string ending)
        {
            if (archive.Named(stem + ending) is not { } entry)
            {
                return null;
            }

            var path = Path.Combine(folder, "layer" + ending);
            archive.Unpack(entry, path);
            return path;
        }

        string? Text(string ending)
        {
            if (archive.Named(stem + ending) is not { } entry)
            {
                return null;
            }

            using var stream = archive.OpenRead(entry);
            var bytes = new byte[LongestText];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return System.Text.Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF').Trim('\0', ' ', '\r', '\n', '\t');
        }
    }

    // What the Finder packs beside each file.
    static bool IsOfMacOs(ArchiveEntry entry) =>
        entry.Name.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.FileName.StartsWith("._", StringComparison.Ordinal);

    static string Stem(string name) => name[..^Path.GetExtension(name).Length];

    static bool IsNamed(ArchiveEntry entry, string layer) =>
        Stem(entry.Name).Equals(layer, StringComparison.OrdinalIgnoreCase)
        || Stem(entry.FileName).Equals(layer, StringComparison.OrdinalIgnoreCase)
        || entry.FileName.Equals(layer, StringComparison.OrdinalIgnoreCase);

    static GpException NotThere(string layer, List<ArchiveEntry> layers, ReadingPlace place)
    {
        var names = new StringBuilder();
        foreach (var entry in layers.Take(MostNames))
        {
            names.Append(names.Length == 0 ? "" : ", ").Append(FilePlace.Shown(Stem(entry.FileName)));
        }

        return place.Invalid($"the archive has no shapefile '{FilePlace.Shown(layer)}'; expected one of {names}{(layers.Count > MostNames ? " …" : "")}");
    }
}
