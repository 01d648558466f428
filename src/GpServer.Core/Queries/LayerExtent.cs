using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>How many features match, and the extent around them.</summary>
/// <param name="Extent">A null envelope where none has a place.</param>
/// <param name="SpatialReference">Of the extent; null where the layer has none.</param>
public sealed record LayerExtent(int Count, Envelope Extent, SpatialReference? SpatialReference);
