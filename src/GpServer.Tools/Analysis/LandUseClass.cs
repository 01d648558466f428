namespace GpServer.Tools.Analysis;

/// <summary>One kind of land use.</summary>
/// <param name="Code">Two digits; classes with the same first digit belong together.</param>
/// <param name="Color">In which it is drawn: # and six hexadecimal digits.</param>
sealed record LandUseClass(int Code, string Name, string Color);
