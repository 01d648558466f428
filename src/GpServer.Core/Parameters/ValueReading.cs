using GpServer.Core.Spatial;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>What a parameter needs to read values: the format of feature sets, the spatial references, and the bounds.</summary>
public sealed class ValueReading
{
    public required IFeatureReader Features { get; init; }

    public SpatialReferences SpatialReferences { get; init; } = SpatialReferences.Default;

    /// <summary>How long the linear units are on this server.</summary>
    public LinearUnitTable LinearUnits { get; init; } = LinearUnitTable.Standard;

    public ReadLimits Limits { get; init; } = new();

    /// <summary>False keeps polygons as they came instead of repairing them (<c>simplifyFeatures</c>).</summary>
    public bool SimplifyFeatures { get; init; } = true;

    /// <summary>
    /// True for results that the server stored (<see cref="ValueWriting.IsStored"/>), in which a file may be one that a run made.
    /// </summary>
    public bool IsStored { get; init; }

    /// <summary>Vertices read so far in this request, over all its parameters.</summary>
    public VertexCount Vertices { get; } = new();
}
