using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Wire.Pbf;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files;

/// <summary>A file that holds the answer of a layer for <c>f=pbf</c>.</summary>
public sealed class PbfFileReader : FeatureFileReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".pbf"];

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> beginning) => PbfReader.Recognizes(beginning);

    /// <inheritdoc/>
    public override FeatureSet Read(FeatureFileSource file, FeatureReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PbfReader.Read(PbfBytes.Of(file.Path), () => new ReadingPlace(options) { File = file.Name });
    }
}
