using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>How geometries are made simpler and smaller before they are sent, in units of the system in which they are sent.</summary>
public sealed record GeometryReduction
{
    /// <summary>By how much the line through the vertices that are left may be off the vertices that are not; 0 keeps all.</summary>
    public double MaxAllowableOffset { get; init; }

    /// <summary>Decimals of coordinates; null for all.</summary>
    public int? Precision { get; init; }

    /// <summary>The grid whose columns and rows become the coordinates; null leaves coordinates as they are.</summary>
    public QuantizationGrid? Grid { get; init; }

    /// <summary>Whether geometries stay as they are.</summary>
    public bool IsNone => MaxAllowableOffset <= 0 && Precision is null && Grid is null;

    /// <summary>The geometry, reduced; null where nothing of it is left.</summary>
    public Geometry? Apply(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var result = MaxAllowableOffset > 0 ? new Generalization(MaxAllowableOffset).Apply(geometry) : geometry;
        if (Precision is { } digits)
        {
            result = new VertexRounding(digits).Apply(result);
        }

        result = Grid is { } grid ? new Quantizer(grid).Apply(result) : result;
        return result.IsEmpty && !geometry.IsEmpty ? null : result;
    }
}
