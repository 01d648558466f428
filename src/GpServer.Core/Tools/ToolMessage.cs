namespace GpServer.Core.Tools;

/// <summary>One line that a run says to its caller.</summary>
public sealed record ToolMessage(MessageType Type, string Description);
