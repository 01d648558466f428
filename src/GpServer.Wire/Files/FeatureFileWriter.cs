using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.Wire.Files;

/// <summary>Writes a feature set as a file of one format. Stateless.</summary>
public abstract class FeatureFileWriter
{
    /// <summary>The value of the request parameter <c>f</c> that asks for it, lower case.</summary>
    public abstract string Format { get; }

    /// <summary>The media type of the file.</summary>
    public abstract string MediaType { get; }

    /// <summary>The extension of the file's name, with its dot.</summary>
    public abstract string Extension { get; }

    /// <summary>True where the format knows WGS 84 alone: the set must be in it.</summary>
    public virtual bool IsWgs84 => false;

    /// <summary>Writes a whole set. Features are read once, and no more of them are held than the format makes necessary.</summary>
    /// <exception cref="GpException">The format cannot hold this set (<see cref="GpError.LimitExceeded"/> where it is too large); what of it
    /// was written is of no use.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public abstract void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop);
}
