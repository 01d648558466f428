using System.Text.Json;
using GpServer.Core.Features;
using GpServer.Core.Spatial;

namespace GpServer.Wire.Tests.GeoJson;

public sealed class GeoJsonWritingTests
{
    [Fact]
    public void A_collection_has_ids_geometries_and_properties()
    {
        Writer.Again("""
            {"spatialReference":{"wkid":4326},"fields":[{"name":"id","type":"esriFieldTypeOID"},{"name":"n","type":"esriFieldTypeString"}],
             "features":[{"attributes":{"id":1,"n":"a"},"geometry":{"x":1,"y":2}},{"attributes":{"id":2},"geometry":null},
             {"attributes":{"id":3},"geometry":{"x":null}}]}
            """, Writer.GeoJson).ShouldBe("""
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":1,"geometry":{"type":"Point","coordinates":[1,2]},"properties":{"id":1,"n":"a"}},
            {"type":"Feature","id":2,"geometry":null,"properties":{"id":2,"n":null}},
            {"type":"Feature","id":3,"geometry":null,"properties":{"id":3,"n":null}}]}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("""{"rings":[[[0,0],[0,9],[9,9],[9,0],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}""",
        """{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[2,2],[2,1],[1,1]]]}""")]
    [InlineData("""{"rings":[[[0,0],[0,1],[1,1],[0,0]],[[5,0],[5,1],[6,1],[5,0]]]}""",
        """{"type":"MultiPolygon","coordinates":[[[[0,0],[1,1],[0,1],[0,0]]],[[[5,0],[6,1],[5,1],[5,0]]]]}""")]
    [InlineData("""{"paths":[[[1,2],[3,4]]]}""", """{"type":"LineString","coordinates":[[1,2],[3,4]]}""")]
    [InlineData("""{"paths":[[[1,2],[3,4]],[[5,6],[7,8]]]}""",
        """{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}""")]
    [InlineData("""{"points":[[1,2],[3,4]]}""", """{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""")]
    [InlineData("""{"x":1,"y":2,"z":3,"m":4}""", """{"type":"Point","coordinates":[1,2,3]}""")]
    public void Every_type_is_written(string esri, string expected)
    {
        Writer.Geometry(esri, Writer.GeoJson).ShouldBe(expected);
    }

    [Fact]
    public void Coordinates_are_in_WGS_84()
    {
        using var document = JsonDocument.Parse(Writer.Again(
            """{"spatialReference":{"wkid":102100},"features":[{"geometry":{"x":20037508.342789244,"y":0}}]}""", Writer.GeoJson));

        document.RootElement.TryGetProperty("crs", out _).ShouldBeFalse();
        document.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0].GetDouble()
            .ShouldBe(180, 1e-9);
    }

    [Fact]
    public void A_transfer_limit_is_told_only_when_it_was_exceeded()
    {
        var set = new FeatureSet(new FeatureSchema { SpatialReference = SpatialReferences.Default.Wgs84 }, []);
        var exceeded = new FeatureSet(set.Schema, []) { ExceededTransferLimit = true };

        Writer.Text(set, Writer.GeoJson).ShouldBe("""{"type":"FeatureCollection","features":[]}""");
        Writer.Text(exceeded, Writer.GeoJson)
            .ShouldBe("""{"type":"FeatureCollection","features":[],"properties":{"exceededTransferLimit":true},"exceededTransferLimit":true}""");
        Reader.Set(Writer.Text(exceeded, Writer.GeoJson)).ExceededTransferLimit.ShouldBeTrue();
    }

    [Fact]
    public void Real_countries_are_the_same_from_both_formats()
    {
        var esri = (FeatureSet)new FeatureReader().Read(Sample.Read("countries.esri.json"), Reader.Options);
        var geoJson = (FeatureSet)new FeatureReader().Read(Sample.Read("countries.geojson"), Reader.Options);

        var pairs = esri.Features.Zip(geoJson.Features).ToList();

        pairs.Count.ShouldBe(50);
        pairs.ShouldAllBe(pair => pair.First.Geometry!.EqualsTopologically(pair.Second.Geometry) || !pair.First.Geometry.IsValid);
        pairs.ShouldAllBe(pair => pair.First.Attributes.SequenceEqual(pair.Second.Attributes));
    }

    [Fact]
    public void A_collection_that_was_written_reads_back()
    {
        var set = (FeatureSet)new FeatureReader().Read(Sample.Read("cities.esri.json"), Reader.Options);

        var again = Reader.Set(Writer.Text(set, Writer.GeoJson));

        again.Schema.ObjectIdIndex.ShouldBe(0);
        again.Features.Zip(set.Features).ShouldAllBe(pair => pair.First.Geometry!.EqualsExact(pair.Second.Geometry));
        again.Features.Zip(set.Features).ShouldAllBe(pair => Equals(pair.First.Attributes[1], pair.Second.Attributes[1]));
    }
}
