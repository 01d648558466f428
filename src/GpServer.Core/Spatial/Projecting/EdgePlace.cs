namespace GpServer.Core.Spatial.Projecting;

/// <summary>A place on an edge: its share of the way from start to end, and where it is on the other map.</summary>
readonly record struct EdgePlace(double Share, double X, double Y);
