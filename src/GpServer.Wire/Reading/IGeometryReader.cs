using GpServer.Core.Json;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Reading;

/// <summary>Reads the geometries of one set, one after the other.</summary>
interface IGeometryReader
{
    /// <summary>Reads a geometry, or null where there is none.</summary>
    Geometry? Read(ref JsonScanner json);

    /// <summary>How many vertices have been read so far, those made of curves included.</summary>
    long Vertices { get; }
}
