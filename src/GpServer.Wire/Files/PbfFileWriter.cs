using GpServer.Core.Features;
using GpServer.Wire.Pbf;

namespace GpServer.Wire.Files;

/// <summary>Features as the protocol buffer that layer queries answer for <c>f=pbf</c>, in a grid so fine that nothing is lost.</summary>
public sealed class PbfFileWriter : FeatureFileWriter
{
    public override string Format => "pbf";

    public override string MediaType => PbfWriter.MediaType;

    public override string Extension => ".pbf";

    /// <inheritdoc/>
    public override void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        var options = new PbfOptions { ReturnZ = target.ReturnZ, ReturnM = target.ReturnM };
        PbfWriter.WriteFeatures(set, options, target.Output, target.TemporaryDirectory, stop);
    }
}
