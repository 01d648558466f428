using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Esri;

/// <summary>Writes single geometries, where they stand outside of feature sets.</summary>
public static class EsriGeometry
{
    /// <summary>Writes a geometry with its spatial reference as a value.</summary>
    /// <param name="schema">Its type and dimensions, and its system.</param>
    public static void Write(JsonOutput json, Geometry geometry, FeatureSchema schema, bool returnZ, bool returnM)
    {
        var writing = new ValueWriting { Features = new FeatureWriter(), ReturnZ = returnZ, ReturnM = returnM };
        new EsriGeometryWriter(new SetWriting(json, new FeatureSet(schema, []), "geometry", writing)).Write(geometry, schema.SpatialReference);
    }
}
