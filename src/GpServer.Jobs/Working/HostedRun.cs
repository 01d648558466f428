using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Storage.Hosted;

namespace GpServer.Jobs.Working;

/// <summary>What a run has made for its hosted service so far.</summary>
sealed class HostedRun
{
    const int PartBytes = 1 << 20;

    readonly List<HostedLayer> _layers = [];
    readonly HostedClaim _claim;
    readonly HostedLimits _limits;
    long _bytes;
    long _features;

    public HostedRun(JobRun run, HostedOutput first, long version, HostedLimits limits)
    {
        Version = version;
        _limits = limits;
        _claim = new HostedClaim
        {
            Name = first.Service,
            User = run.User,
            Service = run.Service,
            JobId = run.JobId,
            Overwrites = first.Overwrites,
            IsAdministrator = first.ForAdministrator,
            Description = first.Description,
        };
    }

    public long Version { get; }

    public HostedPublication Publication => new(_claim, Version, [.. _layers]);

    /// <summary>The rows of a layer, in parts that are stored together while the next is made; afterwards the layer belongs to the service.</summary>
    /// <exception cref="GpException">The service has more than its owner may have.</exception>
    public IEnumerable<IReadOnlyList<HostedRow>> Write(HostedOutput output)
    {
        var features = new FeatureSet(output.Features.Schema, Counted(output.Features.Features))
        {
            ExceededTransferLimit = output.Features.ExceededTransferLimit,
        };
        var writer = new HostedWriter(output.Number, output.Name, features, output.Renderer);
        var part = new List<HostedRow>();
        var bytes = 0L;
        foreach (var row in writer.Rows())
        {
            _bytes += row.Bytes.Length;
            _limits.CheckAlone(_claim, _bytes, _features);
            part.Add(row);
            bytes += row.Bytes.Length;
            if (bytes >= PartBytes)
            {
                yield return part;
                part.Clear();
                bytes = 0;
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }

        _layers.Add(writer.Layer);
    }

    IEnumerable<Feature> Counted(IEnumerable<Feature> features)
    {
        foreach (var feature in features)
        {
            _features++;
            yield return feature;
        }
    }
}
