using System.IO.Compression;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>
/// The rows of the embedded table, also those whose id another authority has too and which <see cref="SpatialReferences"/> leaves out.
/// </summary>
static class SystemTable
{
    public static IEnumerable<TableSystem> Read()
    {
        const string resource = "GpServer.Core.Spatial.References.Data.crs.tsv.br";
        using var packed = typeof(SpatialReferences).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var row = new CrsRow(line);
            yield return new TableSystem(
                row.Wkid,
                line.Split('\t', 3)[1],
                row.Method,
                new SpatialReference(row.Wkid, row.LatestWkid, wkt: null, CrsRowReader.Read(row)));
        }
    }
}
