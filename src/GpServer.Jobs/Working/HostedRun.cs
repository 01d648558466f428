using GpServer.Core.Jobs;
using GpServer.Storage.Hosted;

namespace GpServer.Jobs.Working;

/// <summary>What a run has made for its hosted service so far.</summary>
sealed class HostedRun
{
    const int PartBytes = 1 << 20;

    readonly List<HostedLayer> _layers = [];
    readonly HostedClaim _claim;

    public HostedRun(JobRun run, HostedOutput first, long version)
    {
        Version = version;
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
    public IEnumerable<IReadOnlyList<HostedRow>> Write(HostedOutput output)
    {
        var writer = new HostedWriter(output.Number, output.Name, output.Features, output.Renderer);
        var part = new List<HostedRow>();
        var bytes = 0L;
        foreach (var row in writer.Rows())
        {
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
}
