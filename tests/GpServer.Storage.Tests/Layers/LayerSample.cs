using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Storage.Tests.Layers;

/// <summary>Features that are the same at every run: small rectangles over the world, some without a shape, with scattered object ids.</summary>
static class LayerSample
{
    public static FeatureSchema Schema { get; } = new()
    {
        GeometryType = GeometryType.Polygon,
        SpatialReference = SpatialReferences.Default.Get(4326),
        Fields = [new Field("OBJECTID", FieldType.OID), new Field("name", FieldType.String), new Field("pop", FieldType.Integer)],
    };

    public static List<Feature> Make(int count, int seed = 1)
    {
        var random = new Random(seed);
        var factory = GeometryServices.Factory;
        var features = new List<Feature>(count);
        for (var i = 0; i < count; i++)
        {
            var x = (random.NextDouble() * 360) - 180;
            var y = (random.NextDouble() * 180) - 90;
            var shape = i % 97 == 5 ? null : factory.ToGeometry(new Envelope(x, x + random.NextDouble(), y, y + random.NextDouble()));
            features.Add(new Feature(shape, [((i * 7919L) % count) + 1, $"name {i}", (long)random.Next(1000)]));
        }

        return features;
    }

    public static FeatureSet Set(List<Feature> features) => new(Schema, features) { KnownCount = features.Count };
}
