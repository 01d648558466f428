using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Security;
using NetTopologySuite.Geometries;

namespace GpServer.Tests.Rest.Layers;

/// <summary>
/// One hosted service in memory: <c>Places</c>, 5,000 squares on a grid of 100 columns in Web Mercator, and a table of three rows.
/// </summary>
sealed class MemoryHosted : IHostedLayers
{
    public const string Url = "/rest/services/Hosted/Places/FeatureServer/0";

    static readonly ServedLayers Service = new("Hosted/Places", [new ServedLayer(0, "Places", Squares()), new ServedLayer(1, "Rows", Rows())]);

    public ValueTask<ServedLayers?> FindAsync(string name, Caller caller, CancellationToken stop) =>
        ValueTask.FromResult(name == "Places" ? Service : null);

    static MemoryLayer Squares()
    {
        var schema = new FeatureSchema
        {
            GeometryType = GeometryType.Polygon,
            SpatialReference = SpatialReferences.Default.WebMercator,
            DisplayFieldName = "NAME",
            Fields =
            [
                new Field("OBJECTID", FieldType.OID), new Field("NAME", FieldType.String) { Length = 20, Alias = "The name" },
                new Field("POP", FieldType.Integer), new Field("SEEN", FieldType.Date),
            ],
        };
        return new MemoryLayer(schema, Enumerable.Range(0, 5_000).Select(i =>
        {
            var (column, row) = (i % 100, i / 100);
            var square = new Envelope(column * 1_000, (column * 1_000) + 800, row * 1_000, (row * 1_000) + 800);
            return new Feature(GeometryServices.Factory.ToGeometry(square), [i + 1L, $"Row {row}", (long)(i % 7), 1_000L * i]);
        }));
    }

    static MemoryLayer Rows() => new(
        new FeatureSchema { Fields = [new Field("OBJECTID", FieldType.OID), new Field("V", FieldType.Double)] },
        [new Feature(null, [1L, 1.5]), new Feature(null, [2L, null]), new Feature(null, [3L, -2.0])]);
}
