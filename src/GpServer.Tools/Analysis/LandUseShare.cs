namespace GpServer.Tools.Analysis;

/// <summary>How much of an area one class has.</summary>
/// <param name="Percent">Of all that has a land use.</param>
sealed record LandUseShare(LandUseClass Class, int Polygons, double Hectares, double Percent);
