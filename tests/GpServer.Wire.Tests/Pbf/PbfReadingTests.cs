using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Files;
using GpServer.Wire.Pbf;
using GpServer.Wire.Tests.Files;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Pbf;

public sealed class PbfReadingTests
{
    static readonly PbfFileReader FileReader = new();

    public static TheoryData<GeometryType, string, string> Shapes => SampleSets.Shapes;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_written_is_read(GeometryType type, string one, string other)
    {
        var set = SampleSets.Of(type, one, other);

        var again = FileBytes.Read(FileReader, FileBytes.Write(new PbfFileWriter(), set));

        again.Schema.Fields.Select(field => (field.Name, field.Type, field.Alias))
            .ShouldBe(set.Schema.Fields.Select(field => (field.Name, field.Type, field.Alias)));
        again.Schema.GeometryType.ShouldBe(type);
        again.SpatialReference.ShouldBe(SpatialReferences.Default.Wgs84);
        again.KnownCount.ShouldBe(3);
        again.Features.Select(feature => feature.Attributes).ShouldBe([SampleSets.FullRow, SampleSets.NullRow, SampleSets.OtherRow]);
        Wkt(again).ShouldBe([one, other, null]);
    }

    [Fact]
    public void A_set_without_features_keeps_its_schema()
    {
        var again = FileBytes.Read(FileReader, FileBytes.Write(new PbfFileWriter(), SampleSets.Empty(GeometryType.Polyline)));

        again.Features.ShouldBeEmpty();
        again.Schema.GeometryType.ShouldBe(GeometryType.Polyline);
        again.Schema.Fields.Length.ShouldBe(SampleSets.AllFields.Length);
    }

    [Fact]
    public void A_table_stays_a_table()
    {
        var options = Reader.Options with { Table = true };

        var again = FileBytes.Read(FileReader, FileBytes.Write(new PbfFileWriter(), SampleSets.Of(GeometryType.None)), options);

        again.Schema.IsTable.ShouldBeTrue();
        again.Features.First().Attributes.ShouldBe(SampleSets.FullRow);
    }

    [Fact]
    public void Z_and_m_are_kept()
    {
        var line = SampleSets.LineWithZAndM(1, 1, 100.5, 7, 2, 2, -3.25, 8);
        var set = new FeatureSet(new FeatureSchema { GeometryType = GeometryType.Polyline, HasZ = true, HasM = true },
            [new Feature(line, [])]);

        var again = FileBytes.Read(FileReader, FileBytes.Write(new PbfFileWriter(), set));

        again.Schema.HasZ.ShouldBeTrue();
        again.Schema.HasM.ShouldBeTrue();
        var vertices = again.Features.ShouldHaveSingleItem().Geometry.ShouldBeOfType<LineString>().CoordinateSequence;
        (vertices.GetZ(1), vertices.GetM(0), vertices.GetM(1)).ShouldBe((-3.25, 7, 8));
    }

    [Fact]
    public void Bytes_are_read_like_files_and_exceeding_the_limit_is_told()
    {
        var set = new FeatureSet(SampleSets.Empty(GeometryType.Point).Schema, SampleSets.Of(GeometryType.Point, "POINT (1 2)").Features)
        {
            ExceededTransferLimit = true,
        };

        var again = PbfReader.Read(FileBytes.Write(new PbfFileWriter(), set), Reader.Options);

        again.ExceededTransferLimit.ShouldBeTrue();
        again.Features.First().Attributes.ShouldBe(SampleSets.FullRow);
        again.Features.First().Geometry!.AsText().ShouldBe("POINT (1 2)");
    }

    [Fact]
    public void A_custom_spatial_reference_travels_as_text()
    {
        const string wkt =
            """
            PROJCS["Mine",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],
            UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",123.0],
            PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",8.0],PARAMETER["Scale_Factor",1.0],
            PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]
            """;
        var system = SpatialReferences.Default.FromWkt(wkt);
        var set = new FeatureSet(
            new FeatureSchema { GeometryType = GeometryType.Point, SpatialReference = system },
                [new Feature(SampleSets.Shape("POINT (500000.1234 2.5)"), [])]);

        var again = FileBytes.Read(FileReader, FileBytes.Write(new PbfFileWriter(), set));

        again.SpatialReference.ShouldBe(system);
        again.Features.First().Geometry!.Coordinate.X.ShouldBe(500000.1234, 1e-9);
    }

    [Fact]
    public void Other_kinds_of_numbers_become_what_their_field_is()
    {
        // Field "n" of type double: a uint32; field "w" of type Integer: a double without fraction; "s" of type String: a bool,
            and an int64.
        byte[] bytes = Answer(
            [.. FieldNamed('n', 3), .. FieldNamed('w', 1), .. FieldNamed('s', 4), .. FieldNamed('t', 4)],
            Feature([2, 5 << 3, 9], [9, (3 << 3) | 1, .. BitConverter.GetBytes(42.0)], [2, 9 << 3, 1], [2, 6 << 3, 77]));

        PbfReader.Read(bytes, Reader.Options).Features.ShouldHaveSingleItem().Attributes.ShouldBe([9.0, 42L, "1", "77"]);
    }

    [Fact]
    public void A_fraction_in_a_field_of_whole_numbers_is_refused_by_name_and_feature()
    {
        byte[] bytes = Answer(FieldNamed('w', 1), Feature([9, (3 << 3) | 1, .. BitConverter.GetBytes(1.5)]));

        Problem(bytes).ShouldBe("Input: feature 1: attribute w: 1.5 is not valid in a field of type Integer; expected a whole number");
    }

    [Fact]
    public void A_geometry_field_is_left_out_and_the_values_behind_it_find_their_fields()
    {
        byte[] bytes = Answer([.. FieldNamed('g', 7), .. FieldNamed('a', 4)], Feature([0], [3, (1 << 3) | 2, 1, (byte)'x']));

        var set = PbfReader.Read(bytes, Reader.Options);

        set.Schema.Fields.ShouldHaveSingleItem().Name.ShouldBe("a");
        set.Features.First().Attributes.ShouldBe(["x"]);
    }

    [Fact]
    public void More_values_than_fields_are_refused() =>
        Problem(Answer(FieldNamed('a', 4), Feature([0], [0]))).ShouldContain("more values than there are fields; expected 1");

    [Theory]
    [InlineData(1, 6, 0, "fewer coordinates than its lengths say")]
    [InlineData(1, 3, 2, "fewer coordinates than its lengths say")]
    [InlineData(2, 3, 10, "more coordinates than its lengths say; expected 2 numbers")]
    public void Lengths_that_do_not_fit_the_coordinates_are_refused(int parts, byte length, byte numbers, string expected)
    {
        byte[] lengths = [.. Enumerable.Repeat(length, parts)];
        byte[] coordinates = [.. Enumerable.Repeat((byte)2, numbers == 10 ? 14 : numbers == 0 ? 10 : numbers)];
        byte[] geometry = [(2 << 3) | 2, (byte)lengths.Length, .. lengths, (3 << 3) | 2, (byte)coordinates.Length, .. coordinates];

        Problem(Answer([7 << 3, 2], [(2 << 3) | 2, (byte)geometry.Length, .. geometry])).ShouldContain(expected);
    }

    [Fact]
    public void A_count_is_no_features() =>
        Problem([0x12, 0x04, 0x12, 0x02, 0x08, 0x05])
            .ShouldBe("Input: the answer holds a count, object ids or an extent; expected features");

    [Fact]
    public void Curves_are_refused() =>
        Problem(Answer([7 << 3, 2], [(7 << 3) | 2, 0])).ShouldContain("the geometry comes as curves");

    [Fact]
    public void Too_many_features_fields_and_vertices_are_refused()
    {
        var bytes = FileBytes.Write(new PbfFileWriter(), SampleSets.Of(GeometryType.Polyline, "LINESTRING (0 0, 1 1, 2 2)",
            "LINESTRING (0 0, 1 1)"));

        Failure(bytes, new ReadLimits { Features = 2 }).ShouldContain("more than 2 features");
        Failure(bytes, new ReadLimits { Fields = 5 }).ShouldContain("more than 5 fields");
        Failure(bytes, new ReadLimits { Vertices = 4 }).ShouldContain("more than 4 vertices");
        Failure(bytes, new ReadLimits { TextBytes = 10 }).ShouldContain("more than 10 bytes");

        static string Failure(byte[] bytes, ReadLimits limits)
        {
            var problem = Should.Throw<GpException>(() => PbfReader.Read(bytes, Reader.With(limits)).Features.Count());
            problem.Error.ShouldBe(GpError.LimitExceeded);
            return problem.Message;
        }
    }

    [Fact]
    public void Vertices_count_once_however_often_features_are_read()
    {
        var options = Reader.With(new ReadLimits { Vertices = 5 });
        var set = PbfReader.Read(FileBytes.Write(new PbfFileWriter(), SampleSets.Of(GeometryType.Polyline,
            "LINESTRING (0 0, 1 1, 2 2)")), options);

        for (var i = 0; i < 3; i++)
        {
            set.Features.Count().ShouldBe(3);
        }
    }

    [Fact]
    public void A_parameter_that_takes_points_alone_refuses_lines()
    {
        var options = Reader.Options with { GeometryTypes = [GeometryType.Point] };

        Should.Throw<GpException>(() => PbfReader.Read(FileBytes.Write(new PbfFileWriter(), SampleSets.Empty(GeometryType.Polyline)),
            options))
            .Message.ShouldBe("Input: the features are lines; expected points");
    }

    [Fact]
    public void A_damaged_file_never_does_more_than_fail()
    {
        var bytes = FileBytes.Write(new PbfFileWriter(), SampleSets.Of(
            GeometryType.Polygon, "POLYGON ((0 0, 0 10, 10 10, 0 0), (1 2, 2 3, 1 3, 1 2))", "POLYGON ((0 0, 0 10, 10 10, 0 0))"));

        Hostile.CutEverywhere(FileReader, bytes).ShouldBe(bytes.Length);
        Hostile.Change(FileReader, bytes, rounds: 2000, seed: 5).ShouldBeInRange(500, 1999);
    }

    [Fact]
    public void The_beginning_of_an_answer_is_recognized()
    {
        var bytes = FileBytes.Write(new PbfFileWriter(), SampleSets.Of(GeometryType.Point, "POINT (1 2)"));

        FileReader.Recognizes(bytes).ShouldBeTrue();
        FileReader.Recognizes([0x0A, 3, (byte)'1', (byte)'.', (byte)'0', .. bytes]).ShouldBeTrue();
        FileReader.Recognizes("{\"features\":[]}"u8).ShouldBeFalse();
        FileReader.Recognizes("PK"u8).ShouldBeFalse();
        FileReader.Recognizes([]).ShouldBeFalse();
    }

    static IEnumerable<string?> Wkt(FeatureSet set) => set.Features.Select(feature => feature.Geometry?.AsText());

    static string Problem(byte[] bytes) => Should.Throw<GpException>(() => PbfReader.Read(bytes, Reader.Options).Features.Count()).Message;

    /// <summary>An answer of one feature.</summary>
    static byte[] Answer(byte[] header, byte[] feature)
    {
        byte[] result = [.. header, (15 << 3) | 2, (byte)feature.Length, .. feature];
        return [(2 << 3) | 2, (byte)(result.Length + 2), (1 << 3) | 2, (byte)result.Length, .. result];
    }

    static byte[] FieldNamed(char name, byte type) => [(13 << 3) | 2, 5, (1 << 3) | 2, 1, (byte)name, 2 << 3, type];

    /// <summary>A feature of values, each given with its length.</summary>
    static byte[] Feature(params byte[][] values) => [.. values.SelectMany(value => new byte[] { (1 << 3) | 2 }.Concat(value))];
}
