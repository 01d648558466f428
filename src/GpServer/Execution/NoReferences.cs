using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Execution;

/// <summary>Refuses inputs that only refer to features elsewhere, in words that say what to send instead.</summary>
sealed class NoReferences : IReferenceResolver
{
    public ValueTask<FeatureSet> ResolveAsync(FeatureReference reference, FeatureReadOptions options, CancellationToken stop) =>
        throw new GpException(GpError.NotAvailable, reference.Url is null
            ? $"{options.Parameter}: uploaded items are not available on this server; send the features themselves."
            : $"{options.Parameter}: features by URL are not available on this server; send the features themselves.");
}
