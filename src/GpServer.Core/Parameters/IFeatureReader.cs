using GpServer.Core.Features;

namespace GpServer.Core.Parameters;

/// <summary>Reads feature sets from the bytes of a request. The wire formats implement it.</summary>
public interface IFeatureReader
{
    /// <summary>Reads a feature set, record set, layer, feature collection or GeoJSON document, or a reference to one.</summary>
    /// <returns>
    /// A <see cref="FeatureSet"/> whose features are made while they are read, or a <see cref="Values.FeatureReference"/>.
    /// </returns>
    /// <exception cref="GpException">
    /// The text is neither; the message names the parameter. What is wrong inside a feature may be thrown only when it is read.
    /// </exception>
    object Read(ReadOnlyMemory<byte> utf8, FeatureReadOptions options);
}
