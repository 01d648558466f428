namespace GpServer.Core.Parameters;

/// <summary>GPRasterDataLayer: see <see cref="RasterParameter"/>.</summary>
public sealed class RasterLayerParameter(string name) : RasterParameter(name)
{
    public override string DataType => "GPRasterDataLayer";
}
