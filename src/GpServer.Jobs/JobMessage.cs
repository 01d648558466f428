using GpServer.Core.Tools;

namespace GpServer.Jobs;

/// <summary>One message of a job.</summary>
/// <param name="Number">Its place, counted from 1 without gaps.</param>
/// <param name="At">When it was stored.</param>
public sealed record JobMessage(int Number, MessageType Type, string Description, DateTimeOffset At);
