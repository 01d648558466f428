using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Storage.External;
using Npgsql;

namespace GpServer.Storage.Tests.External;

/// <summary>Tables of a database that somebody else fills, without PostGIS.</summary>
[Collection(Databases.Name)]
public sealed class ExternalDatabaseTests(PostgreSqlServer server)
{
    static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Values_of_all_usual_types_become_those_of_features()
    {
        var (database, schema) = await MadeAsync(
            """
            create table "Odd ""name" (id integer primary key, s smallint, b bigint, f real, d double precision, n numeric(10,2), t text, v varchar(20),
                c char(3), yes boolean, ts timestamp, tz timestamptz, day date, at time, u uuid, j jsonb, list integer[], raw bytea, "Ümlaut" text);
            insert into "Odd ""name" values (7, -1, 9007199254740993, 0.5, 'NaN', 12.34, 'a''b', 'v', 'xy', true, '2024-01-31 12:00:00.25', '2024-01-31 12:00:00+01',
                '2024-02-29', '23:59:01', '6f9619ff-8b86-d011-b42d-00c04fc964ff', '{"a": 1}', '{1,2}', '\x00', 'ü');
            insert into "Odd ""name" (id, ts, day) values (8, 'infinity', '-infinity');
            """);
        var table = (await database.DescribeAsync(schema, "Odd \"name", null, None))!;
        table.GeometryColumn.ShouldBeNull();
        table.Fields.Select(field => (field.Name, field.Type)).ShouldBe(
        [
            ("id", FieldType.OID), ("s", FieldType.SmallInteger), ("b", FieldType.BigInteger), ("f", FieldType.Single), ("d", FieldType.Double),
            ("n", FieldType.Double), ("t", FieldType.String), ("v", FieldType.String), ("c", FieldType.String), ("yes", FieldType.SmallInteger),
            ("ts", FieldType.Date), ("tz", FieldType.Date), ("day", FieldType.DateOnly), ("at", FieldType.TimeOnly), ("u", FieldType.GUID),
            ("j", FieldType.String), ("list", FieldType.String), ("Ümlaut", FieldType.String),
        ]);
        table.Fields.Single(field => field.Name == "v").Length.ShouldBe(20);
        var rows = database.Read(table, 10, None).ToList();
        rows[0].Shape.ShouldBeNull();
        rows[0].Values.ShouldBe(
        [
            7L, -1L, 9007199254740993L, 0.5, null, 12.34, "a'b", "v", "xy", 1L, 1706702400250L, 1706698800000L, "2024-02-29", "23:59:01",
            "{6F9619FF-8B86-D011-B42D-00C04FC964FF}", "{\"a\": 1}", "{1,2}", "ü",
        ]);
        rows[1].Values.Count(value => value is not null).ShouldBe(1);
        database.Read(table, 1, None).Count().ShouldBe(1);
        (await database.TablesAsync(schema, None)).ShouldBe(["Odd \"name"]);
    }

    [Fact]
    public async Task Shapes_come_as_well_known_binary_from_a_column_that_is_named()
    {
        var (database, schema) = await MadeAsync(
            """
            create table place (name text, shape bytea);
            insert into place values ('none', null), ('some', '\x0101000000000000000000f03f0000000000000040');
            """);
        var table = (await database.DescribeAsync(schema, "place", "shape", None))!;
        table.GeometryColumn.ShouldBe("shape");
        table.Fields.Select(field => field.Name).ShouldBe(["name"]);
        (await database.AnyShapeAsync(table, None))!.Length.ShouldBe(21);
        database.Read(table, 10, None).Select(row => row.Shape?.Length).ShouldBe([null, 21]);
        (await Should.ThrowAsync<GpException>(() => database.DescribeAsync(schema, "place", "name", None))).Message.ShouldContain("no column name");
    }

    [Fact]
    public async Task Nothing_is_written_and_nothing_takes_for_ever()
    {
        var (database, schema) = await MadeAsync(
            """
            create table log (at timestamptz);
            create function remember() returns integer language sql as 'insert into SCHEMA.log values (now()); select 1';
            create view writes as select SCHEMA.remember() as n;
            create view sleeps as select pg_sleep(60)::text as n;
            """, TimeSpan.FromSeconds(1));
        var refused = await ThrowsAsync(database, schema, "writes");
        refused.Message.ShouldContain("read-only");
        (await ThrowsAsync(database, schema, "sleeps")).Error.ShouldBe(GpError.TimedOut);
        database.Read((await database.DescribeAsync(schema, "log", null, None))!, 10, None).ShouldBeEmpty();
        (await database.DescribeAsync(schema, "log; drop table log", null, None)).ShouldBeNull();
        (await database.DescribeAsync("pg_catalog\"", "log", null, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_without_its_address()
    {
        var database = new ExternalDatabase(
            ExternalConnection.Parse("Host=/nowhere/at/all;Database=gis;Username=u;Password=secret")!, TimeSpan.FromSeconds(1));
        var failure = await Should.ThrowAsync<GpException>(() => database.TablesAsync("public", None));
        failure.Error.ShouldBe(GpError.InvalidParameter);
        failure.Message.ShouldNotContain("nowhere");
        failure.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=a")]
    [InlineData("Server=x;Instance=sde:postgresql:x;Password=secret")]
    [InlineData("Host=a;Database=b;Port=abc")]
    public void A_text_that_names_no_database_is_no_connection(string text) => ExternalConnection.Parse(text).ShouldBeNull();

    [Fact]
    public void A_password_is_hidden_and_put_back_for_the_same_place_alone()
    {
        var whole = ExternalConnection.Parse("Host=a;Database=b;Username=u;Password=secret")!;
        whole.Shown.ShouldNotContain("secret");
        var shown = ExternalConnection.Parse(whole.Shown)!;
        shown.IsHidden.ShouldBeTrue();
        shown.WithPasswordsOf(whole)!.ShouldContain("secret");
        ExternalConnection.Parse(whole.Shown.Replace("Host=a", "Host=evil", StringComparison.Ordinal))!.WithPasswordsOf(whole).ShouldBeNull();
    }

    static async Task<GpException> ThrowsAsync(ExternalDatabase database, string schema, string table)
    {
        var described = (await database.DescribeAsync(schema, table, null, None))!;
        return Should.Throw<GpException>(() => database.Read(described, 10, None).ToList());
    }

    async Task<(ExternalDatabase Database, string Schema)> MadeAsync(string sql, TimeSpan? timeout = null)
    {
        var settings = new NpgsqlConnectionStringBuilder((await server.NewAsync()).ConnectionString);
        var schema = settings.SearchPath!;
        await using var source = NpgsqlDataSource.Create(settings);
        await using var command = source.CreateCommand(sql.Replace("SCHEMA", schema, StringComparison.Ordinal));
        await command.ExecuteNonQueryAsync();
        settings.SearchPath = null;
        return (new ExternalDatabase(ExternalConnection.Parse(settings.ConnectionString)!, timeout ?? TimeSpan.FromSeconds(30)), schema);
    }
}
