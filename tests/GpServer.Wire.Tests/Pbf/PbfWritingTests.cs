using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Pbf;
using GpServer.Wire.Tests.Files;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Pbf;

public sealed class PbfWritingTests
{
    [Fact]
    public void The_header_says_all_of_the_set_before_the_first_feature()
    {
        var set = SampleSets.Of(GeometryType.Polygon, "POLYGON ((0 0, 0 1, 1 1, 0 0))");

        var result = PbfDecoder.Features(Write(new FeatureSet(set.Schema, set.Features) { ExceededTransferLimit = true }));

        result.Numbers.ShouldBe(result.Numbers.Order());
        result.Text(1).ShouldBe("OBJECTID");
        result.Message(2).Text(1).ShouldBe("OBJECTID");
        result.Number(7).ShouldBe(3UL);
        result.Message(8).Number(1).ShouldBe(4326UL);
        result.Number(9).ShouldBe(1UL);
        result.Number(10).ShouldBe(0UL);
        result.Number(11).ShouldBe(0UL);
        result.Message(12).Number(1).ShouldBe(0UL);
        result.Message(12).Message(2).Double(1).ShouldBe(1e-9);
        result.Messages(13).Select(field => field.Text(1)).ShouldBe(SampleSets.AllFields.Select(field => field.Name));
        result.Messages(13).Select(field => field.Number(2)).ShouldBe([6UL, 0, 1, 13, 2, 3, 4, 5, 14, 10]);
        result.Messages(13)[2].Text(3).ShouldBe("A whole number");
        result.Messages(15).Count.ShouldBe(3);
    }

    [Fact]
    public void Values_are_written_for_every_field_and_null_as_an_empty_message()
    {
        var features = PbfDecoder.Features(Write(SampleSets.Of(GeometryType.None))).Messages(15);

        features[0].Messages(1).Select(value => value.Value()).ShouldBe(SampleSets.FullRow);
        features[1].Messages(1).Select(value => value.Value()).ShouldBe(SampleSets.NullRow);
        features[2].Messages(1).Select(value => value.Value()).ShouldBe(SampleSets.OtherRow);
    }

    [Fact]
    public void A_point_has_coordinates_and_no_lengths()
    {
        var geometry = Geometry(GeometryType.Point, "POINT (8.5 -47.25)");

        geometry.Has(2).ShouldBeFalse();
        geometry.PackedSigned(3).ShouldBe([8_500_000_000, 47_250_000_000]);
    }

    [Fact]
    public void Differences_begin_anew_in_each_part_and_lengths_come_before_coordinates()
    {
        var geometry = Geometry(GeometryType.Polyline, "MULTILINESTRING ((1 1, 2 3), (5 5, 4 5, 4 4))", new PbfTransform(1, 1, 0, 0,
            FromTop: false));

        geometry.Numbers.ShouldBe([2, 3]);
        geometry.Packed(2).ShouldBe([2UL, 3UL]);
        geometry.PackedSigned(3).ShouldBe([1, 1, 1, 2, 5, 5, -1, 0, 0, -1]);
    }

    [Fact]
    public void Shells_run_clockwise_and_holes_counter_clockwise()
    {
        var geometry = Geometry(
            GeometryType.Polygon,
            "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
            new PbfTransform(1, 1, 0, 0, FromTop: false));

        geometry.Packed(2).ShouldBe([5UL, 5UL]);
        geometry.PackedSigned(3).ShouldBe([0, 0, 0, 4, 4, 0, 0, -4, -4, 0, 1, 1, 1, 0, 0, 1, -1, 0, 0, -1]);
    }

    [Fact]
    public void Y_is_counted_downwards_from_the_upper_left()
    {
        var transform = PbfTransform.Quantize(new Envelope(100, 200, 0, 50), 2, fromTop: true);
        var set = SampleSets.Of(GeometryType.Point, "POINT (110 40)");

        var result = PbfDecoder.Features(Write(set, transform));

        result.Messages(15)[0].Message(2).PackedSigned(3).ShouldBe([5, 5]);
        result.Message(12).Message(3).Double(1).ShouldBe(100);
        result.Message(12).Message(3).Double(2).ShouldBe(50);
    }

    [Fact]
    public void Vertices_of_one_cell_become_one_where_a_grid_was_asked_for()
    {
        var transform = new PbfTransform(10, 10, 0, 0, FromTop: false);

        Geometry(GeometryType.Polyline, "LINESTRING (0 0, 1 1, 2 2, 10 10, 11 11, 20 0)", transform)
            .PackedSigned(3).ShouldBe([0, 0, 1, 1, 1, -1]);
    }

    [Fact]
    public void A_polygon_smaller_than_a_cell_keeps_its_place_and_loses_its_other_parts()
    {
        var transform = new PbfTransform(10, 10, 0, 0, FromTop: false);

        var geometry = Geometry(GeometryType.Polygon, "MULTIPOLYGON (((20 20, 20 21, 21 21, 20 20)), ((50 50, 50 51, 51 51, 50 50)))",
            transform);

        geometry.Packed(2).ShouldBe([4UL]);
        geometry.PackedSigned(3).ShouldBe([2, 2, 0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Without_a_grid_no_vertex_is_left_out()
    {
        Geometry(GeometryType.Polyline, "LINESTRING (0 0, 0 0, 0 0.0000000001, 1 1)").Packed(2).ShouldBe([4UL]);
    }

    [Fact]
    public void Z_and_m_are_no_differences_and_m_comes_before_z_in_the_transform()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Polyline, HasZ = true, HasM = true };
        var set = new FeatureSet(schema, [new Feature(SampleSets.LineWithZAndM(1, 1, 100, 7, 2, 2, 100, double.NaN), [])]);

        var result = PbfDecoder.Features(Write(set, new PbfTransform(1, 1, 0, 0, FromTop: false)));

        result.Number(10).ShouldBe(1UL);
        result.Number(11).ShouldBe(1UL);
        result.Messages(15)[0].Message(2).PackedSigned(3).ShouldBe([1, 1, 1_000_000, 70_000, 1, 1, 1_000_000, 0]);
        result.Message(12).Message(2).Double(3).ShouldBe(PbfTransform.MeasureScale);
        result.Message(12).Message(2).Double(4).ShouldBe(PbfTransform.MeasureScale);
    }

    [Fact]
    public void The_grid_is_finer_than_a_millimetre_in_every_unit()
    {
        PbfTransform.Fine(SpatialReferences.Default.Wgs84).ScaleX.ShouldBe(1e-9);
        PbfTransform.Fine(SpatialReferences.Default.WebMercator).ScaleX.ShouldBe(1e-4);
        PbfTransform.Fine(SpatialReferences.Default.Get(2263)).ScaleX.ShouldBe(1e-4);
        PbfTransform.Fine(null).ScaleX.ShouldBe(1e-7);
    }

    [Fact]
    public void A_coordinate_beyond_all_whole_numbers_is_refused_before_anything_is_written()
    {
        var output = new MemoryStream();
        var set = SampleSets.Geometries(GeometryType.Point, SampleSets.Shape("POINT (1 2)"), SampleSets.Shape("POINT (1e14 2)"));

        var problem = Should.Throw<GpException>(
            () => PbfWriter.WriteFeatures(set, new PbfOptions(), output, Path.GetTempPath(), CancellationToken.None));

        problem.Error.ShouldBe(GpError.LimitExceeded);
        output.Length.ShouldBe(0);
    }

    [Fact]
    public void A_table_has_no_transform_and_no_spatial_reference()
    {
        var result = PbfDecoder.Features(Write(SampleSets.Of(GeometryType.None)));

        result.Number(7).ShouldBe(127UL);
        result.Has(8).ShouldBeFalse();
        result.Has(12).ShouldBeFalse();
    }

    [Fact]
    public void A_count_is_written() => PbfDecoder.Of(Written(output => PbfWriter.WriteCount(135_233, output)))
        .Message(2).Message(2).Number(1).ShouldBe(135_233UL);

    [Fact]
    public void Ids_are_written_packed()
    {
        long[] ids = [1, 2, 300, long.MaxValue, -1, .. Enumerable.Range(1000, 50_000)];

        var result = PbfDecoder.Of(Written(output => PbfWriter.WriteIds("OBJECTID", ids, output))).Message(2).Message(3);

        result.Text(1).ShouldBe("OBJECTID");
        result.Packed(3).Select(id => (long)id).ShouldBe(ids);
    }

    [Fact]
    public void No_ids_are_an_empty_answer() => PbfDecoder.Of(Written(output => PbfWriter.WriteIds("ID", [], output)))
        .Message(2).Message(3).Text(1).ShouldBe("ID");

    [Fact]
    public void An_extent_is_written_with_its_count()
    {
        var extent = new Envelope(1, 3, 2, 4);

        var result = PbfDecoder.Of(Written(output => PbfWriter.WriteExtent(extent, SpatialReferences.Default.WebMercator, 7, output)))
            .Message(2).Message(4);

        result.Number(2).ShouldBe(7UL);
        new[] { 1, 2, 3, 4 }.Select(result.Message(1).Double).ShouldBe([1, 2, 3, 4]);
        result.Message(1).Message(5).Number(1).ShouldBe(102100UL);
        result.Message(1).Message(5).Number(2).ShouldBe(3857UL);
    }

    [Fact]
    public void More_than_a_megabyte_waits_in_a_file_that_is_deleted()
    {
        using var folder = new TemporaryFolder();
        var output = new MemoryStream();
        var schema = new FeatureSchema { Fields = [new Field("text", FieldType.String)] };
        var files = 0;
        var set = new FeatureSet(schema, Enumerable.Range(0, 3000).Select(i =>
        {
            files = Math.Max(files, Directory.GetFiles(folder.Path).Length);
            return new Feature(null, [new string('x', 1000) + i]);
        }));

        PbfWriter.WriteFeatures(set, new PbfOptions(), output, folder.Path, CancellationToken.None);

        files.ShouldBe(1);
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
        PbfDecoder.Features(output.ToArray()).Messages(15).Count.ShouldBe(3000);
    }

    static PbfDecoder Geometry(GeometryType type, string wkt, PbfTransform? transform = null) =>
        PbfDecoder.Features(Write(SampleSets.Of(type, wkt), transform)).Messages(15)[0].Message(2);

    static byte[] Write(FeatureSet set, PbfTransform? transform = null) => Written(output =>
        PbfWriter.WriteFeatures(set, new PbfOptions { Transform = transform }, output, Path.GetTempPath(), CancellationToken.None));

    static byte[] Written(Action<Stream> write)
    {
        var output = new MemoryStream();
        write(output);
        return output.ToArray();
    }
}
