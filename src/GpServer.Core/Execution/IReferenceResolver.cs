using GpServer.Core.Features;
using GpServer.Core.Values;

namespace GpServer.Core.Execution;

/// <summary>Gets features that a value only refers to.</summary>
public interface IReferenceResolver
{
    /// <exception cref="GpException">They cannot be had; the message names the parameter.</exception>
    ValueTask<FeatureSet> ResolveAsync(FeatureReference reference, Parameters.FeatureReadOptions options, CancellationToken stop);
}
