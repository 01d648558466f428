using GpServer.Core.Parameters;

namespace GpServer.Core.Execution;

/// <summary>One output of a run; the value is null when the tool gave none.</summary>
public sealed record TaskResult(GpParameter Parameter, object? Value);
