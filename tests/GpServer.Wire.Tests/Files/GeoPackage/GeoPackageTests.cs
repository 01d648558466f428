using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.GeoPackage;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Files.GeoPackage;

public sealed class GeoPackageTests
{
    static readonly GeoPackageReader Gpkg = new();
    static readonly GeoPackageWriter Writing = new();

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
        again.Schema.Fields.Select(field => field.Name).ShouldBe(SampleSets.AllFields.Select(field => field.Name));
        again.Schema.Fields[..8].Select(field => field.Type).ShouldBe(SampleSets.AllFields[..8].Select(field => field.Type));
        again.Schema.Fields[6].Length.ShouldBe(50);
        again.Features.First().Attributes.ShouldBe(SampleSets.FullRow.Select(value => value is "2024-02-29" ? 1_709_164_800_000L : value));
        again.Features.ElementAt(1).Attributes.ShouldBe(SampleSets.NullRow);
    }

    [Theory]
    [InlineData(2056)]
    [InlineData(102003)]
    [InlineData(102100)]
    public void A_spatial_reference_comes_back_by_its_number(int wkid)
    {
        var system = SpatialReferences.Default.Get(wkid);
        var set = new FeatureSet(
            new FeatureSchema { GeometryType = GeometryType.Point, SpatialReference = system }, [new Feature(SampleSets.Shape("POINT (1 2)"), [])]);
        Again(set).SpatialReference!.LatestWkid.ShouldBe(system.LatestWkid);
    }

    [Fact]
    public void A_custom_spatial_reference_comes_back_by_its_text()
    {
        const string text = """PROJCS["mine",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",123.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",1.25],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
        var schema = new FeatureSchema { GeometryType = GeometryType.Point, SpatialReference = SpatialReferences.Default.FromWkt(text) };
        Again(new FeatureSet(schema, [])).SpatialReference!.Wkt.ShouldBe(text);
    }

    [Fact]
    public void Heights_and_measures_stay_with_their_vertices()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Polyline, HasZ = true, HasM = true };
        var line = ((LineString)Again(new FeatureSet(schema, [new Feature(SampleSets.LineWithZAndM(1, 2, 3, 4, 5, 6, 7, 8), [])]))
            .Features.Single().Geometry!).CoordinateSequence;
        (line.GetZ(0), line.GetM(0), line.GetZ(1), line.GetM(1)).ShouldBe((3.0, 4.0, 7.0, 8.0));
    }

    [Fact]
    public void A_layer_without_features_keeps_its_shape() =>
        Again(SampleSets.Empty(GeometryType.Polyline)).Schema.GeometryType.ShouldBe(GeometryType.Polyline);

    [Fact]
    public void A_table_stays_a_table()
    {
        var again = FileBytes.Read(Gpkg, FileBytes.Write(Writing, SampleSets.Of(GeometryType.None)), Reader.Options with { Table = true });
        again.Schema.IsTable.ShouldBeTrue();
        again.Features.Count().ShouldBe(3);
    }

    [Fact]
    public void Object_ids_that_are_not_unique_give_way()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Point, Fields = [new Field("Id", FieldType.OID), new Field("n", FieldType.String)] };
        var again = Again(new FeatureSet(schema, [new Feature(null, [7L, "a"]), new Feature(null, [7L, "b"]), new Feature(null, [null, "c"])]));
        again.Features.Select(feature => feature.Attributes[1]).ShouldBe(["a", "b", "c"]);
        again.Features.Select(feature => feature.Attributes[0]).ShouldBeUnique();
    }

    [Fact]
    public void Names_with_quotes_are_names()
    {
        var schema = new FeatureSchema { GeometryType = GeometryType.Point, Fields = [new Field("a\"b'; drop table x", FieldType.String)] };
        var set = new FeatureSet(schema, [new Feature(null, ["it's \"x\""])]);
        var again = FileBytes.Read(Gpkg, FileBytes.Write(Writing, set, "gpkg_'; drop"));
        again.Schema.Fields[^1].Name.ShouldBe("a\"b'; drop table x");
        again.Features.Single().Attributes[^1].ShouldBe("it's \"x\"");
    }

    [Fact]
    public void The_file_has_what_others_look_for()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Add("a.gpkg", FileBytes.Write(Writing, SampleSets.Of(GeometryType.Point, "POINT (1 2)", "POINT (3 4)"), "Layer"));
        using var file = Open(path);
        Value(file, "pragma application_id").ShouldBe(0x47504B47L);
        Value(file, "pragma integrity_check").ShouldBe("ok");
        Value(file, "select min_x || ' ' || max_y from gpkg_contents where table_name = 'Layer'").ShouldBe("1.0 4.0");
        Value(file, "select count(*) from rtree_Layer_geom where maxx >= 2").ShouldBe(1L);
        Value(file, "select count(*) from gpkg_extensions where extension_name = 'gpkg_rtree_index'").ShouldBe(1L);
    }

    [Theory]
    [InlineData("alter table Layer rename to hidden; create view Layer as select * from hidden", "is a view")]
    [InlineData("delete from gpkg_geometry_columns", "does not say which column")]
    [InlineData("drop table gpkg_contents", "it has no table gpkg_contents")]
    [InlineData("alter table gpkg_contents rename to c; create view gpkg_contents as select * from c", "it has no table gpkg_contents")]
    [InlineData("update Layer set geom = 'text'", "feature 1: the geometry is not a blob")]
    [InlineData("update Layer set geom = x'0102'", "feature 1: the geometry is damaged")]
    [InlineData("update Layer set geom = x'4750000100000000010100000000000000'", "fewer bytes than its counts say")]
    [InlineData("update Layer set geom = x'475000010000000001050000000000000f'", "fewer bytes than its counts say")]
    [InlineData("update Layer set Whole = 'five'", "feature 1: Whole has a value that is none of type Integer")]
    public void What_is_changed_in_the_file_is_refused(string sql, string said)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Add("a.gpkg", FileBytes.Write(Writing, SampleSets.Of(GeometryType.Point, "POINT (1 2)", "POINT (3 4)"), "Layer"));
        using (var file = Open(path))
        {
            foreach (var trigger in new[] { "insert", "update1", "update2", "update3", "update4", "delete" })
            {
                Value(file, $"drop trigger rtree_Layer_geom_{trigger}");
            }

            Value(file, sql);
        }

        Should.Throw<GpException>(() => FileBytes.Read(Gpkg, File.ReadAllBytes(path))).Message.ShouldContain(said);
    }

    [Fact]
    public void Expressions_of_the_schema_are_not_run()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Add("a.gpkg", FileBytes.Write(Writing, SampleSets.Of(GeometryType.None), "Layer"));
        using (var file = Open(path))
        {
            Value(file, "alter table Layer add column bomb generated always as (length(zeroblob(1000000000))) virtual");
            Value(file, "create index i on Layer (length(hex(Text)))");
        }

        var set = FileBytes.Read(Gpkg, File.ReadAllBytes(path), Reader.Options with { Table = true });
        set.Schema.IndexOf("bomb").ShouldBe(-1);
        set.Features.Count().ShouldBe(3);
    }

    [Fact]
    public void A_layer_is_found_by_its_name()
    {
        var bytes = FileBytes.Write(Writing, SampleSets.Of(GeometryType.Point, "POINT (1 2)"), "Layer");
        FileBytes.Read(Gpkg, bytes, layer: "LAYER").KnownCount.ShouldBe(3);
        Should.Throw<GpException>(() => FileBytes.Read(Gpkg, bytes, layer: "other")).Message.ShouldContain("no table 'other'; expected one of Layer");
    }

    [Fact]
    public void Whatever_is_cut_or_changed_fails_as_the_callers_fault()
    {
        var bytes = FileBytes.Write(Writing, SampleSets.Of(GeometryType.Polygon, "POLYGON ((0 0, 0 9, 9 9, 0 0))"));
        Hostile.Change(Gpkg, bytes, 400, 11).ShouldBeGreaterThan(0);
        var cut = 0;
        for (var length = 0; length < bytes.Length; length += 997)
        {
            cut += Hostile.Change(Gpkg, [.. bytes[..length], 0], 1, length);
        }

        cut.ShouldBeGreaterThan(bytes.Length / 997 / 2);
    }

    static FeatureSet Again(FeatureSet set) => FileBytes.Read(Gpkg, FileBytes.Write(Writing, set));

    static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }

    static object? Value(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
