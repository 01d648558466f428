using GpServer.Core.Features;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>Gets features that a value only refers to.</summary>
/// <exception cref="GpException">They cannot be had; the message names the parameter.</exception>
public delegate ValueTask<FeatureSet> ReferenceResolution(FeatureReference reference, FeatureReadOptions options);
