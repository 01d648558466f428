using GpServer.Core.Features;

namespace GpServer.Core.Queries;

/// <summary>Whether a row has a geometry: true, or null.</summary>
sealed class SqlShape() : SqlNode(SqlType.Shape)
{
    public override SqlValue Evaluate(Feature row) => row.Geometry is { IsEmpty: false } ? SqlValue.True : SqlValue.Null;
}
