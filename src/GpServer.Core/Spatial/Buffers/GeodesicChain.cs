using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Consecutive edges, of a line or of the boundary of a polygon with its inside to the right. No place repeats the one before it.
/// </summary>
/// <param name="Points">Longitudes and latitudes; the last repeats the first when closed. A single one for a line without length.</param>
/// <param name="Closed">Whether the last edge is joined to the first.</param>
/// <param name="CutStart">Whether the line goes on before the start, beyond the pole or the antimeridian, so that this is no end.</param>
/// <param name="CutEnd">Whether it goes on after the end.</param>
readonly record struct GeodesicChain(IReadOnlyList<Coordinate> Points, bool Closed, bool CutStart, bool CutEnd);
