using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// The placemarks of a KML document, in whatever folders they are. Nothing that the document names is fetched: documents with a NetworkLink
/// are refused.
/// </summary>
public sealed class KmlFileReader : FeatureFileReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".kml"];

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> beginning) => KmlDocument.Recognizes(beginning);

    /// <inheritdoc/>
    public override FeatureSet Read(FeatureFileSource file, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return KmlDocument.Read(file.Path, file, options);
    }
}
