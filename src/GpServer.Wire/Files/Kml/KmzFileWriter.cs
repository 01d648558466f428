using System.IO.Compression;
using GpServer.Core.Features;

namespace GpServer.Wire.Files.Kml;

/// <summary>The document of <see cref="KmlFileWriter"/> in a zip archive.</summary>
public sealed class KmzFileWriter : FeatureFileWriter
{
    public override string Format => "kmz";

    public override string MediaType => "application/vnd.google-earth.kmz";

    public override string Extension => ".kmz";

    public override bool IsWgs84 => true;

    /// <inheritdoc/>
    public override void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var archive = new ZipArchive(target.Output, ZipArchiveMode.Create, leaveOpen: true);
        using var document = archive.CreateEntry(KmlNames.ArchivedDocument, CompressionLevel.Fastest).Open();
        KmlDocumentWriter.Write(set, target, document, stop);
    }
}
