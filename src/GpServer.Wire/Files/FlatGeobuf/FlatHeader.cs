using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>Builds the <c>Header</c> table.</summary>
sealed class FlatHeader(FeatureSchema schema, string name)
{
    const int HeaderFields = 14;
    const int CrsFields = 6;

    // Numbers of EPSG lie between these; Esri's own lie above.
    const int LeastEpsg = 1024;
    const int MostEpsg = 32767;

    public void Build(FlatBuilder builder, FlatColumns columns, byte geometryType, bool hasZ, bool hasM, Envelope extent, int count,
        bool hasIndex)
    {
        builder.Clear();
        var text = builder.Text(name);
        var envelope = extent.IsNull ? 0 : builder.Doubles([extent.MinX, extent.MinY, extent.MaxX, extent.MaxY]);
        var columnList = columns.Build(builder);
        var crs = schema.SpatialReference is { } system ? BuildCrs(builder, system) : 0;
        builder.BeginTable(HeaderFields);
        builder.AddPlace(0, text);
        builder.AddPlace(1, envelope);
        builder.Add(2, geometryType);
        builder.Add(3, hasZ);
        builder.Add(4, hasM);
        builder.AddPlace(7, columnList);
        builder.Add(8, (ulong)count);
        builder.Add(9, hasIndex ? (ushort)FlatIndex.NodeSize : (ushort)0);
        builder.AddPlace(10, crs);
        builder.Finish(builder.EndTable());
    }

    static int BuildCrs(FlatBuilder builder, SpatialReference system)
    {
        var code = system.LatestWkid ?? system.Wkid;
        var org = code is null ? 0 : builder.Text(code is >= LeastEpsg and <= MostEpsg ? "EPSG" : "ESRI");
        var name = builder.Text(system.Name);
        var wkt = system.Wkt is { } text ? builder.Text(text) : 0;
        builder.BeginTable(CrsFields);
        builder.AddPlace(0, org);
        if (code is { } number)
        {
            builder.Add(1, number);
        }

        builder.AddPlace(2, name);
        builder.AddPlace(4, wkt);
        return builder.EndTable();
    }
}
