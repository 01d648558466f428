namespace GpServer.Core.Queries;

/// <summary>When features must have been, in milliseconds since 1970-01-01 UTC, both ends included; null has no end there.</summary>
public sealed record TimeFilter(long? From, long? To);
