using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.Archives;
using GpServer.Wire.Files.Shapefile;
using GpServer.Wire.Tests.Files.Archives;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Files.Shapefile;

public sealed class ShapefileTests
{
    static readonly ShapefileReader Zip = new();
    static readonly ShapefileWriter Writing = new();

    public static TheoryData<GeometryType, string, string> Shapes => SampleSets.Shapes;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_written_is_read(GeometryType type, string one, string other)
    {
        var again = Again(SampleSets.Of(type, one, other));
        again.Schema.GeometryType.ShouldBe(type);
        again.SpatialReference.ShouldBe(SpatialReferences.Default.Wgs84);
        again.KnownCount.ShouldBe(3);
        again.Features.Select(feature => feature.Geometry?.ToText()).ShouldBe([one, other, null]);
        again.Schema.ObjectIdIndex.ShouldBe(0);

        // A date with a time is text there, and an empty text is none.
        again.Features.First().Attributes.ShouldBe(
            [1L, -32768L, 2147483647L, -SampleSets.BigNumber, 0.5, 1e-300, SampleSets.FullRow[6], "2024-02-29T12:34:56.789Z", "2024-02-29", "{7F2A}"]);
        again.Features.ElementAt(1).Attributes[1..].ShouldAllBe(value => value == null);
        again.Features.Last().Attributes[6].ShouldBeNull();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Heights_and_measures_stay_with_their_vertices(bool hasZ, bool hasM)
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Polyline, HasZ = hasZ, HasM = hasM };
        var again = Again(new FeatureSet(schema, [new Feature(SampleSets.LineWithZAndM(1, 2, 3, 4, 5, 6, 7, double.NaN), [])]));
        (again.Schema.HasZ, again.Schema.HasM).ShouldBe((hasZ, hasM));
        var line = again.Features.Single().Geometry.ShouldBeOfType<LineString>().CoordinateSequence;
        (line.GetZ(0), line.GetZ(1)).ShouldBe(hasZ ? (3, 7) : (double.NaN, double.NaN));
        (line.GetM(0), line.GetM(1)).ShouldBe(hasM ? (4, double.NaN) : (double.NaN, double.NaN));
    }

    [Fact]
    public void A_point_with_a_height_alone_comes_back_without_a_measure()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Point, HasZ = true };
        var again = Again(new FeatureSet(schema, [new Feature(SampleSets.Shape("POINT Z (1 2 3)"), [])]));
        (again.Schema.HasZ, again.Schema.HasM).ShouldBe((true, false));
        ((Point)again.Features.Single().Geometry!).Z.ShouldBe(3);
    }

    [Fact]
    public void Names_of_fields_are_cut_to_ten_bytes_and_stay_different()
    {
        var schema = new FeatureSchema
        {
            GeometryType = GeometryType.Point,
            Fields = [.. new[] { "Population_2000", "Population_2010", "population", "Größe in km²", "a b" }.Select(name => new Field(name, FieldType.Integer))],
        };
        var again = Again(new FeatureSet(schema, [new Feature(null, [1L, 2L, 3L, 4L, 5L])]));
        again.Schema.Fields.Select(field => field.Name).ShouldBe(["Population", "Populati_1", "populati_2", "Größe_in", "a_b"]);
        again.Features.Single().Attributes.ShouldBe([1L, 2L, 3L, 4L, 5L]);
    }

    [Fact]
    public void Dates_without_a_time_are_dates()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Point, Fields = [new Field("d", FieldType.Date)] };
        var again = Again(new FeatureSet(schema, [new Feature(null, [1_709_164_800_000L]), new Feature(null, [null])]));
        again.Schema.Fields[0].Type.ShouldBe(FieldType.Date);
        again.Features.Select(feature => feature.Attributes[0]).ShouldBe([1_709_164_800_000L, null]);
    }

    [Fact]
    public void A_table_is_its_dbf_alone()
    {
        var again = FileBytes.Read(Zip, FileBytes.Write(Writing, SampleSets.Of(GeometryType.None)), Reader.Options with { Table = true });
        again.Schema.IsTable.ShouldBeTrue();
        again.Features.Count().ShouldBe(3);
        Problem(FileBytes.Write(Writing, SampleSets.Of(GeometryType.None))).ShouldContain("the archive has no shapefile");
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused_and_not_cut()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Point, Fields = [new Field("Notes", FieldType.String)] };
        var failure = Should.Throw<GpException>(() => FileBytes.Write(Writing, new FeatureSet(schema, [new Feature(null, [new string('x', 255)])])));
        failure.Error.ShouldBe(GpError.LimitExceeded);
        failure.Message.ShouldStartWith("Notes: a text has 255 bytes");
    }

    [Fact]
    public void Of_several_layers_the_one_that_is_named_is_read_else_the_first_by_name()
    {
        var parts = Parts(FileBytes.Write(Writing, Names("in b"), "b")).Concat(Parts(FileBytes.Write(Writing, Names("in a"), "a"))).ToDictionary();
        var zip = Pack(parts.ToDictionary(part => $"folder/{part.Key}", part => part.Value));
        Name(FileBytes.Read(Zip, zip)).ShouldBe("in a");
        Name(FileBytes.Read(Zip, zip, layer: "B")).ShouldBe("in b");
        Name(FileBytes.Read(Zip, zip, layer: "folder/b")).ShouldBe("in b");
        Should.Throw<GpException>(() => FileBytes.Read(Zip, zip, layer: "c")).Message.ShouldContain("no shapefile 'c'; expected one of a, b");
    }

    [Theory]
    [InlineData("ISO-8859-1", 0)]
    [InlineData("88591", 0)]
    [InlineData("1252", 0)]
    [InlineData("ANSI 1252", 0)]
    [InlineData(null, 0x57)]
    [InlineData(null, 0)]
    public void Text_is_read_in_the_encoding_that_is_said(string? cpg, byte language)
    {
        var parts = Parts(FileBytes.Write(Writing, Names("Zuerich"), "a"));
        var at = parts["a.dbf"].AsSpan().LastIndexOf("Zuerich"u8);
        Encoding.Latin1.GetBytes("Zürich ").CopyTo(parts["a.dbf"], at);
        parts["a.dbf"][29] = language;
        parts.Remove("a.cpg");
        if (cpg is not null)
        {
            parts["a.cpg"] = Encoding.ASCII.GetBytes(cpg);
        }

        Name(FileBytes.Read(Zip, Pack(parts))).ShouldBe("Zürich");
    }

    [Fact]
    public void Rings_in_any_direction_become_shells_and_holes()
    {
        var polygon = SampleSets.Shape("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2))");
        Again(SampleSets.Geometries(GeometryType.Polygon, polygon)).Features.Single().Geometry!.Area.ShouldBe(96);
    }

    [Fact]
    public void Rows_that_were_deleted_are_left_out()
    {
        var parts = Parts(FileBytes.Write(Writing, Names("one", "two", "three"), "a"));
        var record = parts["a.dbf"][10] | (parts["a.dbf"][11] << 8);
        parts["a.dbf"][(parts["a.dbf"][8] | (parts["a.dbf"][9] << 8)) + record] = (byte)'*';
        var set = FileBytes.Read(Zip, Pack(parts));
        set.KnownCount.ShouldBe(2);
        set.Features.Select(feature => feature.Attributes[0]).ShouldBe(["one", "three"]);
    }

    [Fact]
    public void Without_an_index_shapes_are_read_one_after_the_other()
    {
        var parts = Parts(FileBytes.Write(Writing, Names("one", "two"), "a"));
        parts.Remove("a.shx");
        parts.Remove("a.prj");
        var set = FileBytes.Read(Zip, Pack(parts));
        set.Features.Count().ShouldBe(2);
        set.SpatialReference.ShouldBeNull();
    }

    [Fact]
    public void An_index_that_names_one_shape_again_and_again_is_refused()
    {
        var parts = Parts(FileBytes.Write(Writing, Names("one", "two", "three"), "a"));
        for (var i = 1; i < 3; i++)
        {
            parts["a.shx"].AsSpan(100, 8).CopyTo(parts["a.shx"].AsSpan(100 + (8 * i)));
        }

        parts["a.shp"] = parts["a.shp"][..156];
        Problem(Pack(parts)).ShouldContain("more than once");
    }

    [Fact]
    public void What_is_damaged_inside_fails_as_the_callers_fault()
    {
        var whole = Parts(FileBytes.Write(Writing, SampleSets.Of(GeometryType.Polygon, "POLYGON ((0 0, 0 9, 9 9, 0 0))", "POLYGON ((0 0, 0 1, 1 1, 0 0))"), "a"));
        var random = new Random(5);
        var failures = 0;
        for (var i = 0; i < 1_500; i++)
        {
            var parts = whole.ToDictionary(part => part.Key, part => (byte[])part.Value.Clone());
            var name = parts.Keys.ElementAt(i % parts.Count);
            if (i % 7 == 0)
            {
                parts[name] = parts[name][..random.Next(parts[name].Length)];
            }
            else
            {
                parts[name][random.Next(parts[name].Length)] = (byte)random.Next(256);
            }

            failures += Fails(Pack(parts)) ? 1 : 0;
        }

        failures.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Whatever_is_cut_fails_as_the_callers_fault() =>
        Hostile.CutEverywhere(Zip, FileBytes.Write(Writing, Names("a"))).ShouldBeGreaterThan(500);

    static bool Fails(byte[] zip)
    {
        try
        {
            FileBytes.Read(Zip, zip, Reader.With(new ReadLimits { Vertices = 10_000 }));
            return false;
        }
        catch (GpException)
        {
            return true;
        }
    }

    static FeatureSet Again(FeatureSet set) => FileBytes.Read(Zip, FileBytes.Write(Writing, set));

    static FeatureSet Names(params string[] names) => new(
        new FeatureSchema { GeometryType = GeometryType.Point, Fields = [new Field("name", FieldType.String)], SpatialReference = SpatialReferences.Default.Wgs84 },
        [.. names.Select((name, i) => new Feature(GeometryServices.Factory.CreatePoint(new Coordinate(i, i)), [name]))]);

    static object? Name(FeatureSet set) => set.Features.First().Attributes[0];

    static string Problem(byte[] zip) => Should.Throw<GpException>(() => FileBytes.Read(Zip, zip)).Message;

    static Dictionary<string, byte[]> Parts(byte[] zip)
    {
        using var folder = new TemporaryFolder();
        using var archive = FileArchive.Open(folder.Add("x.zip", zip), "x.zip", "Input", new());
        return archive.Entries.ToDictionary(entry => entry.Name, entry =>
        {
            using var stream = archive.OpenRead(entry);
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    static byte[] Pack(Dictionary<string, byte[]> parts)
    {
        var zip = new ZipBytes();
        foreach (var (name, bytes) in parts)
        {
            zip.Add(name, bytes);
        }

        return zip.ToArray();
    }
}
