namespace GpServer.Core.Parameters;

/// <summary>GPCoordinateSystem: the same forms as <see cref="SpatialReferenceParameter"/>.</summary>
public sealed class CoordinateSystemParameter(string name) : SpatialReferenceParameter(name)
{
    public override string DataType => "GPCoordinateSystem";
}
