namespace GpServer.Core.Parameters;

/// <summary>GPRasterData: see <see cref="RasterParameter"/>.</summary>
public sealed class RasterDataParameter(string name) : RasterParameter(name)
{
    public override string DataType => "GPRasterData";
}
