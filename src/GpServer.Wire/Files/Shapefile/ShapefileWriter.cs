using System.IO.Compression;
using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Values;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>
/// Writes a shapefile in a zip archive: .shp, .shx, .dbf in UTF-8, .prj and .cpg; a table is its .dbf and .cpg alone. Headers say what
/// only the last
/// feature shows, so that the files are made in the temporary directory first.
/// </summary>
public sealed class ShapefileWriter : FeatureFileWriter
{
    const int FeaturesBetweenChecks = 256;
    const int BufferLength = 65_536;

    /// <inheritdoc/>
    public override string Format => "shapefile";

    /// <inheritdoc/>
    public override string MediaType => "application/zip";

    /// <inheritdoc/>
    public override string Extension => ".zip";

    /// <inheritdoc/>
    public override void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(target);
        var folder = Directory.CreateDirectory(Path.Combine(target.TemporaryDirectory, $"shapefile-{Guid.NewGuid():N}"));
        try
        {
            Write(set, target, folder.FullName, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Write(FeatureSet set, FeatureFileTarget target, string folder, CancellationToken stop)
    {
        var schema = set.Schema;
        var hasM = schema.HasM && target.ReturnM;
        var type = ShapeType.Of(schema.GeometryType, schema.HasZ && target.ReturnZ, hasM);
        using var shapes = Make(folder, "shp");
        using var index = Make(folder, "shx");
        using var table = new DbfWriter(schema.Fields, Path.Combine(folder, "rows"));
        var writer = schema.IsTable ? null : new ShpWriter(type, hasM, shapes, index);
        writer?.Begin();
        var count = 0;
        foreach (var feature in set.Features)
        {
            if (++count % FeaturesBetweenChecks == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            writer?.Add(feature.Geometry);
            table.Add(feature.Attributes);
        }

        writer?.End();
        using var zip = new ZipArchive(target.Output, ZipArchiveMode.Create, leaveOpen: true);
        var name = FileNames.IsValid(target.Name) ? target.Name : "layer";
        Pack(zip, $"{name}.dbf", output => table.WriteTo(output, DateTime.UnixEpoch));
        Pack(zip, $"{name}.cpg", output => output.Write("UTF-8"u8));
        if (writer is not null)
        {
            Pack(zip, $"{name}.shp", output => Copy(shapes, output));
            Pack(zip, $"{name}.shx", output => Copy(index, output));
            if (schema.SpatialReference is { } system && SpatialReferences.Default.TextOf(system) is { } text)
            {
                Pack(zip, $"{name}.prj", output => output.Write(Encoding.UTF8.GetBytes(text)));
            }
        }
    }

    static FileStream Make(string folder, string name) =>
        new(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferLength);

    static void Pack(ZipArchive zip, string name, Action<Stream> write)
    {
        using var output = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        write(output);
    }

    static void Copy(FileStream file, Stream output)
    {
        file.Position = 0;
        file.CopyTo(output);
    }
}
