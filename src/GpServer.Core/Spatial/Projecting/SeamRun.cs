namespace GpServer.Core.Spatial.Projecting;

/// <summary>Edges of a ring along an edge of a map: the vertices where they start and end, and their latitudes.</summary>
readonly record struct SeamRun(int Ring, int Start, int End, bool IsEast, double From, double To);
