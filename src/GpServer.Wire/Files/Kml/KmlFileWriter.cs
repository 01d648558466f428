using GpServer.Core.Features;

namespace GpServer.Wire.Files.Kml;

/// <summary>KML 2.2 (OGC 07-147r2): one document of placemarks. M has no place there.</summary>
public sealed class KmlFileWriter : FeatureFileWriter
{
    public override string Format => "kml";

    public override string MediaType => "application/vnd.google-earth.kml+xml";

    public override string Extension => ".kml";

    public override bool IsWgs84 => true;

    /// <inheritdoc/>
    public override void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        KmlDocumentWriter.Write(set, target, target.Output, stop);
    }
}
