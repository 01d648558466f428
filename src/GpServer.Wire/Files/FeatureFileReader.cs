using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Wire.Files;

/// <summary>Reads features from a local file of one format. Stateless.</summary>
public abstract class FeatureFileReader
{
    /// <summary>The extensions of names of such files, with their dots, lower case.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether the first bytes of a file (up to 4,096) can be of this format; used where the name says nothing.</summary>
    public abstract bool Recognizes(ReadOnlySpan<byte> beginning);

    /// <summary>
    /// Opens a file. Its features are read from the file while they are enumerated, each time anew; what is wrong inside a feature may be
    /// thrown only then.
    /// </summary>
    /// <exception cref="GpException">It is not such a file, is damaged, or exceeds a bound of <paramref name="options"/> or
    /// <see cref="FeatureFileSource.Limits"/>; the message names the parameter and the file.</exception>
    public abstract FeatureSet Read(FeatureFileSource file, FeatureReadOptions options);
}
