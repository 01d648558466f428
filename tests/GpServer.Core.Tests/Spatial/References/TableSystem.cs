using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>A row of the table, readied for computing.</summary>
/// <param name="Authority"><c>EPSG</c> or <c>ESRI</c>.</param>
/// <param name="Method">Name of the projection method; empty for a geographic system.</param>
sealed record TableSystem(int Wkid, string Authority, string Method, SpatialReference Reference);
