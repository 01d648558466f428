namespace GpServer.Core.Tools;

/// <summary>How far a run is: a text, and a percentage (0 to 100) where the tool knows one.</summary>
public sealed record ToolProgress(string Message, int? Percent);
