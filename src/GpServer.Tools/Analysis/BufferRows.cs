using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Buffers;
using GpServer.Core.Tools;
using GpServer.Core.Values;
using NetTopologySuite.Geometries;

namespace GpServer.Tools.Analysis;

/// <summary>
/// The rows that all buffer tools give: the attributes of the features, <c>BUFF_DIST</c> (metres, or degrees where the distance was in
/// degrees) and <c>ORIG_FID</c> (the feature's object id, or its place counted from 1 where it has none).
/// </summary>
sealed class BufferRows(FeatureSet input, LinearUnit distance, Func<Geometry?, Geometry> buffer, ToolMessages messages)
{
    const string DistanceField = "BUFF_DIST";
    const string IdField = "ORIG_FID";

    // Web clients leave the spatial reference out and mean longitude and latitude.
    public static SpatialReference DefaultSystem => SpatialReferences.Default.Wgs84;

    public static FeatureSchema OutputSchema { get; } = new()
    {
        GeometryType = GeometryType.Polygon,
        SpatialReference = DefaultSystem,
        Fields =
        [
            new Field("OBJECTID", FieldType.OID),
            new Field(DistanceField, FieldType.Double),
            new Field(IdField, FieldType.Integer),
        ],
    };

    /// <summary>Buffers to a length on the ellipsoid.</summary>
    /// <exception cref="GpException">The distance is in degrees, or too far.</exception>
    public static Func<Geometry?, Geometry> Geodesic(
        ToolContext context, FeatureSet input, LinearUnit distance, string parameter, BufferEndCap endCap = BufferEndCap.Round)
    {
        if (distance.IsAngular || distance.IsUnknown)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{parameter}: a geodesic distance cannot be in {distance.Unit}; expected a unit of length such as esriMeters.");
        }

        return context.Spatial.GeodesicBuffer(distance.Meters, input.SpatialReference ?? DefaultSystem, endCap);
    }

    /// <summary>One polygon for each feature whose buffer is not empty.</summary>
    public FeatureSet Separate()
    {
        var id = input.Schema.ObjectIdIndex;
        var kept = id < 0 ? input.Schema : input.Schema with { Fields = input.Schema.Fields.RemoveAt(id) };
        var ids = id >= 0 && input.Schema.Fields[id].Length == 8 ? FieldType.BigInteger : FieldType.Integer;
        var schema = Shapes(kept.Append(
            new Field(kept.FreeName(DistanceField), FieldType.Double), new Field(kept.FreeName(IdField), ids)));

        // Boxed once: every row of the result shares it.
        object length = BufferDistance();
        var dropped = Dropped();
        return input.Map(schema, (feature, place) =>
        {
            var shape = buffer(feature.Geometry);
            if (shape.IsEmpty)
            {
                dropped.Add();
                return null;
            }

            return new Feature(shape, Row(feature.Attributes, id, length, place + 1L));
        });
    }

    /// <summary>All buffers joined into one feature, without the attributes of any.</summary>
    public FeatureSet Dissolved(SpatialServices spatial)
    {
        var schema = Shapes(new FeatureSchema
        {
            SpatialReference = input.SpatialReference,
            Fields = [new Field(DistanceField, FieldType.Double)],
        });
        var dropped = Dropped();
        var shapes = input.Map(feature =>
        {
            var shape = buffer(feature.Geometry);
            if (shape.IsEmpty)
            {
                dropped.Add();
                return null;
            }

            return feature.With(shape);
        });
        var union = spatial.Union(shapes.Features.Select(feature => feature.Geometry!));
        return input.With(schema, union.IsEmpty ? [] : [new Feature(union, [BufferDistance()])]);
    }

    static FeatureSchema Shapes(FeatureSchema schema) =>
        schema with { GeometryType = GeometryType.Polygon, HasZ = false, HasM = false };

    static object?[] Row(object?[] values, int id, object length, long place)
    {
        var row = new object?[id < 0 ? values.Length + 2 : values.Length + 1];
        var to = 0;
        for (var from = 0; from < values.Length; from++)
        {
            if (from != id)
            {
                row[to++] = values[from];
            }
        }

        row[to] = length;
        row[to + 1] = (id < 0 ? null : values[id]) ?? place;
        return row;
    }

    double BufferDistance() => distance switch
    {
        { IsAngular: true } => distance.Distance,
        { IsUnknown: true } when input.SpatialReference is { IsGeographic: false } system => distance.Distance * system.UnitFactor,
        { IsUnknown: true } => distance.Distance,
        _ => distance.Meters,
    };

    Tally Dropped() => messages.Tally(count =>
        $"{count} features have no geometry, or nothing is left of them at this distance, or they or their buffers reach beyond the area "
        + "where the spatial reference is defined; they are not in the result.");
}
