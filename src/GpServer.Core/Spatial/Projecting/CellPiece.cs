namespace GpServer.Core.Spatial.Projecting;

/// <summary>A piece of a path between two lines.</summary>
readonly record struct CellPiece(int Cell, VertexPath Path, bool IsClosed);
