using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Wire.Files.Archives;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>A KML document in a zip archive: <c>doc.kml</c>, or else the first one. It is unpacked into the folder of the reading.</summary>
public sealed class KmzFileReader : FeatureFileReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".kmz"];

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith("PK\u0003\u0004"u8) && beginning.IndexOf(".kml"u8) >= 0;

    /// <inheritdoc/>
    public override FeatureSet Read(FeatureFileSource file, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        using var archive = FileArchive.Open(file, options.Parameter);
        var place = new ReadingPlace(options) { File = file.Name };
        var document = archive.Named(KmlNames.ArchivedDocument)
            ?? archive.Entries.FirstOrDefault(entry => entry.Extension == ".kml")
            ?? throw place.Invalid("the archive has no KML document; expected an entry doc.kml");
        var path = Unpack(archive, document, file);
        return KmlIndex.Find(path, archive, file.Layer, place) is { } layer
            ? KmlDocument.Read(Unpack(archive, layer, file), file with { Layer = null }, options)
            : KmlDocument.Read(path, file, options);
    }

    static string Unpack(FileArchive archive, ArchiveEntry entry, FeatureFileSource file)
    {
        var path = Path.Combine(file.TemporaryDirectory, Path.GetRandomFileName());
        archive.Unpack(entry, path);
        return path;
    }
}
