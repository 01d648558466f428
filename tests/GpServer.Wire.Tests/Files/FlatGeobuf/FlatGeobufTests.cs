using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.FlatGeobuf;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Files.FlatGeobuf;

public sealed class FlatGeobufTests
{
    [Fact]
    public void The_header_says_all_of_the_set()
    {
        var header = Write(SampleSets.Of(GeometryType.Polygon, "POLYGON ((0 1, 0 10, 10 10, 0 1))")).Header;

        header.Text(0).ShouldBe("Layer");
        header.Doubles(1).ShouldBe([0, 1, 10, 10]);
        header.Byte(2).ShouldBe((byte)6);
        (header.Byte(3), header.Byte(4)).ShouldBe(((byte)0, (byte)0));
        header.Tables(7).Select(column => column.Text(0)).ShouldBe(SampleSets.AllFields.Select(field => field.Name));
        header.Tables(7).Select(column => (int)column.Byte(1)).ShouldBe([7, 3, 5, 7, 9, 10, 11, 13, 11, 11]);
        header.Tables(7)[2].Text(2).ShouldBe("A whole number");
        header.Tables(7)[6].Int(4).ShouldBe(50);
        header.ULong(8).ShouldBe(3UL);
        header.UShort(9, 16).ShouldBe(16);
        header.Table(10).Text(0).ShouldBe("EPSG");
        header.Table(10).Int(1).ShouldBe(4326);
    }

    [Theory]
    [InlineData(102100, "EPSG", 3857)]
    [InlineData(54030, "ESRI", 54030)]
    public void A_system_is_named_by_the_authority_that_numbers_it(int wkid, string authority, int code)
    {
        var set = SampleSets.Empty(GeometryType.Point);
        var crs = Write(new FeatureSet(set.Schema with { SpatialReference = SpatialReferences.Default.Get(wkid) }, [])).Header.Table(10);

        crs.Text(0).ShouldBe(authority);
        crs.Int(1).ShouldBe(code);
    }

    [Fact]
    public void Rows_hold_every_value_but_null()
    {
        var file = Write(SampleSets.Of(GeometryType.None));

        file.Row(0).ShouldBe(Enumerable.Range(0, 10).ToDictionary(i => i, i => i == 7 ? "2024-02-29T12:34:56.789Z" : SampleSets.FullRow[i]!));
        file.Row(1).ShouldBe(new Dictionary<int, object> { [0] = 2L });
        file.Row(2)[6].ShouldBe("");
        file.Header.Byte(2).ShouldBe((byte)0);
        file.Header.UShort(9, 16).ShouldBe(0);
        file.Header.Has(10).ShouldBeFalse();
    }

    [Fact]
    public void Points_and_multipoints_are_lists_of_coordinates()
    {
        Geometry(GeometryType.Point, "POINT (1 2)").Doubles(1).ShouldBe([1, 2]);
        Geometry(GeometryType.Multipoint, "MULTIPOINT ((1 2), (3 4))").Doubles(1).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Lines_end_where_their_parts_end()
    {
        var geometry = Geometry(GeometryType.Polyline, "MULTILINESTRING ((0 0, 1 1), (5 5, 6 6, 7 5))");

        geometry.Byte(6).ShouldBe((byte)5);
        geometry.Ints(0).ShouldBe([2, 5]);
        geometry.Doubles(1).ShouldBe([0, 0, 1, 1, 5, 5, 6, 6, 7, 5]);
    }

    [Fact]
    public void Polygons_are_parts_with_counter_clockwise_shells_and_clockwise_holes()
    {
        var parts = Geometry(
            GeometryType.Polygon, "MULTIPOLYGON (((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 1)), ((8 8, 8 9, 9 9, 8 8)))").Tables(7);

        parts.Length.ShouldBe(2);
        parts[0].Ints(0).ShouldBe([5, 9]);
        parts[0].Doubles(1).ShouldBe([0, 0, 4, 0, 4, 4, 0, 4, 0, 0, 1, 1, 2, 2, 2, 1, 1, 1]);
        parts[1].Has(0).ShouldBeFalse();
        parts[1].Doubles(1).ShouldBe([8, 8, 9, 9, 8, 9, 8, 8]);
    }

    [Fact]
    public void Z_and_m_stand_in_lists_of_their_own()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Polyline, HasZ = true, HasM = true };
        var file = Write(new FeatureSet(schema, [new Feature(SampleSets.LineWithZAndM(1, 2, 3, 4, 5, 6, 7, double.NaN), [])]));

        (file.Header.Byte(3), file.Header.Byte(4)).ShouldBe(((byte)1, (byte)1));
        file.Features[0].Table(0).Doubles(1).ShouldBe([1, 2, 5, 6]);
        file.Features[0].Table(0).Doubles(2).ShouldBe([3, 7]);
        file.Features[0].Table(0).Doubles(3).ShouldBe([4, double.NaN]);
    }

    [Fact]
    public void A_set_without_features_is_a_header_alone()
    {
        var file = Write(SampleSets.Empty(GeometryType.Polygon));

        file.Features.ShouldBeEmpty();
        file.Header.UShort(9, 16).ShouldBe(0);
        file.Header.Has(1).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(5000)]
    public void The_index_finds_what_a_look_at_every_feature_finds(int count)
    {
        var random = new Random(count);
        var schema = new FeatureSchema { Fields = [new Field("n", FieldType.Integer)], GeometryType = GeometryType.Point };
        var points = Enumerable.Range(0, count).Select(_ => (X: random.NextDouble() * 100, Y: random.NextDouble() * 50)).ToList();
        var features = points.Select((point, i) => new Feature(GeometryServices.Factory.CreatePoint(new Coordinate(point.X, point.Y)), [(long)i])).ToList();
        features.Insert(0, new Feature(null, [-1L]));

        var file = Write(new FeatureSet(schema, features));

        file.Features.Count.ShouldBe(count + 1);
        Enumerable.Range(0, count + 1).Select(i => (long)file.Row(i)[0]).Order().ShouldBe(Enumerable.Range(-1, count + 1).Select(i => (long)i));
        for (var i = 0; i < 20; i++)
        {
            var (x, y) = (random.NextDouble() * 100, random.NextDouble() * 50);
            var found = file.Search(x - 3, y - 3, x + 3, y + 3).Select(feature => (int)(long)file.Row(feature)[0]).Order();
            found.ShouldBe(Enumerable.Range(0, count).Where(n => Math.Abs(points[n].X - x) <= 3 && Math.Abs(points[n].Y - y) <= 3));
        }
    }

    [Fact]
    public void Numbers_of_eight_bytes_stand_at_multiples_of_eight()
    {
        // Readers in other languages take them from there directly.
        var bytes = FileBytes.Write(new FlatGeobufWriter(), SampleSets.Of(GeometryType.Point, "POINT (1.5 2.5)"));
        var headerLength = BitConverter.ToInt32(bytes, 8) + 4;
        var message = bytes.AsSpan(8, headerLength);

        (headerLength % 8).ShouldBe(0);
        (message.IndexOf(BitConverter.GetBytes(1.5)) % 8).ShouldBe(0);
    }

    static FlatTable Geometry(GeometryType type, string wkt) => Write(SampleSets.Geometries(type, SampleSets.Shape(wkt))).Features[0].Table(0);

    static FlatFile Write(FeatureSet set) => new(FileBytes.Write(new FlatGeobufWriter(), set));
}
