using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Values;
using GpServer.DataSources;
using GpServer.Storage.Tests;
using GpServer.Wire.Files;
using GpServer.Wire.Files.GeoPackage;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GpServer.Tests.DataSources;

/// <summary>Registered data as the inputs of tasks.</summary>
public sealed class RegisteredDataTests : IClassFixture<PostgreSqlServer>, IAsyncLifetime, IAsyncDisposable
{
    readonly PostgreSqlServer _database;
    readonly string _root = Directory.CreateTempSubdirectory("gpserver-data-").FullName;
    readonly TestServer _server;
    readonly HttpClient _client;
    string _token = "";

    public RegisteredDataTests(PostgreSqlServer database)
    {
        _database = database;
        _server = new TestServer(("Data:Roots:0", _root), ("PrimaryAdministrator:Password", "correct horse 1"));
        _client = _server.CreateClient();
    }

    public async Task InitializeAsync() => _token = (await _client.PostForm("/tokens/generateToken",
        ("username", "siteadmin"), ("password", "correct horse 1"), ("f", "json"))).GetProperty("token").GetString()!;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_folder_gives_the_files_in_it()
    {
        var folder = Folder("data/north");
        await File.WriteAllTextAsync(Path.Combine(_root, "data", "rooms.csv"), "name,longitude,latitude\na,1,2\nb,3,4\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "one.geojson"),
            """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":5},"geometry":{"type":"Point","coordinates":[1,2]}}]}""");
        await RegisterAsync("all", "folder", "path", Path.Combine(_root, "data"));
        (await ReadAsync("all/rooms.csv"))!.ToList().Select(feature => feature.Geometry!.Coordinate.X).ShouldBe([1, 3]);
        (await ReadAsync("all/north/one.geojson"))!.ToList().Single().Geometry!.Coordinate.ShouldBe(new Coordinate(1, 2));
        (await ReadAsync("other/rooms.csv")).ShouldBeNull();
        (await RefusedAsync("all")).Message.ShouldContain("all/");
        (await RefusedAsync("all/none.csv")).Message.ShouldContain("no such file");
    }

    [Theory]
    [InlineData("all/../secret.csv")]
    [InlineData("all//secret.csv")]
    [InlineData("all/./secret.csv")]
    [InlineData("all/..\\secret.csv")]
    [InlineData("all/.hidden.csv")]
    [InlineData("all/link/secret.csv")]
    [InlineData("all/link.csv")]
    public async Task Nothing_outside_of_a_folder_is_reached(string name)
    {
        var folder = Folder("data");
        var outside = Folder("outside");
        await File.WriteAllTextAsync(Path.Combine(_root, "secret.csv"), "x,y\n1,2\n");
        await File.WriteAllTextAsync(Path.Combine(folder, ".hidden.csv"), "x,y\n1,2\n");
        await File.WriteAllTextAsync(Path.Combine(outside, "secret.csv"), "x,y\n1,2\n");
        Directory.CreateSymbolicLink(Path.Combine(folder, "link"), outside);
        File.CreateSymbolicLink(Path.Combine(folder, "link.csv"), Path.Combine(outside, "secret.csv"));
        await RegisterAsync("all", "folder", "path", folder);
        var refused = await RefusedAsync(name);
        refused.Error.ShouldBe(GpError.InvalidParameter);
        refused.Message.ShouldStartWith("In");
        refused.Message.ShouldNotContain(_root);
    }

    [Fact]
    public async Task Only_what_lies_below_the_roots_can_be_registered()
    {
        var outside = Directory.CreateTempSubdirectory("gpserver-outside-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(_root, "link"), outside);
        foreach (var (path, said) in new[]
        {
            (outside, "not below"), (Path.Combine(_root, "link"), "link"), (Path.Combine(_root, "nothing"), "no folder"), ("data", "root of the server"),
            ($"{_root}/../x", "without . and .."), ($"{_root}x", "not below"), ("/", "not below"),
        })
        {
            await _client.AdminRefuses("data/registerItem", _token, 400, said, ("item", Item("x", "folder", "path", path)));
        }

        Directory.Delete(outside);
    }

    [Fact]
    public async Task A_layer_of_a_file_is_read_by_its_name()
    {
        var path = Path.Combine(_root, "towns.gpkg");
        await using (var output = File.Create(path))
        {
            var schema = new FeatureSchema { GeometryType = GeometryType.Point, SpatialReference = SpatialReferences.Default.Wgs84, Fields = [new("name", FieldType.String)] };
            new GeoPackageWriter().Write(new FeatureSet(schema, [new Feature(new Point(1, 2), ["a"])]),
                new FeatureFileTarget(output, "towns", _root), CancellationToken.None);
        }

        await RegisterAsync("towns", "file", "path", path);
        (await ReadAsync("towns"))!.ToList().Count.ShouldBe(1);
        (await ReadAsync("towns/towns"))!.ToList().Count.ShouldBe(1);
        (await RefusedAsync("towns/other")).Message.ShouldStartWith("In");
    }

    [Fact]
    public async Task A_table_gives_its_rows_and_only_those_that_are_registered()
    {
        var connection = await TablesAsync(
            """
            create table place (id bigint primary key, name text, shape bytea);
            insert into place values (1, 'a', '\x0101000020e6100000000000000000f03f0000000000000040'), (2, 'b', null);
            create table pay (amount numeric);
            insert into pay values (1.5);
            """);
        await RegisterAsync("open", "egdb", "connectionString", connection, ("schema", "data"), ("geometryColumn", "shape"));
        await RegisterAsync("some", "egdb", "connectionString", connection, ("schema", "data"), ("tables", "place"), ("geometryColumn", "shape"));
        await RegisterAsync("plain", "egdb", "connectionString", connection, ("schema", "data"));
        var set = (await ReadAsync("some"))!;
        (set.Schema.GeometryType, set.SpatialReference!.Wkid, set.Schema.ObjectIdIndex, set.KnownCount).ShouldBe((GeometryType.Point, 4326, 0, 2));
        for (var i = 0; i < 2; i++)
        {
            var features = set.ToList();
            features[0].Geometry!.Coordinate.ShouldBe(new Coordinate(1, 2));
            features.Select(feature => feature.Attributes[1]).ShouldBe(["a", "b"]);
            features[1].Geometry.ShouldBeNull();
        }

        (await RefusedAsync("some/pay")).Message.ShouldContain("no table");
        (await RefusedAsync("open")).Message.ShouldContain("open/");
        (await ReadAsync("plain/pay"))!.ToList().Single().Attributes.ShouldBe([1.5]);
        (await RefusedAsync("plain/pay", new ReadLimits { Features = 0 })).Error.ShouldBe(GpError.LimitExceeded);
        (await RefusedAsync("open/place; drop table data.place")).Message.ShouldContain("no table");
        var listed = await _client.Admin("data/items/enterpriseDatabases/open", _token, ("returnLayers", "true"));
        listed.GetProperty("layers").EnumerateArray().Select(layer => layer.GetString()).ShouldBe(["pay", "place"]);
        await _client.Admin("data/validateDataItem", _token, ("item", Item("x", "egdb", "connectionString", connection, ("schema", "data"), ("tables", "pay"))));
        await _client.AdminRefuses("data/validateDataItem", _token, 400, "no table 'none'",
            ("item", Item("x", "egdb", "connectionString", connection, ("schema", "data"), ("tables", "none"))));
        await _client.AdminRefuses("data/validateDataItem", _token, 400, "cannot be reached",
            ("item", Item("x", "egdb", "connectionString", "Host=/nowhere;Database=x")));
    }

    [Fact]
    public async Task Passwords_are_shown_nowhere_and_leave_with_a_file_only_when_that_is_asked_for()
    {
        const string secret = "very-secret-42";
        await RegisterAsync("db", "egdb", "connectionString", $"Host=db.example.com;Database=gis;Username=reader;Password={secret}", ("tables", "a,b"));
        var found = (await _client.Admin("data/findItems", _token, ("parentPath", "/enterpriseDatabases"))).ToString();
        found.ShouldContain("db.example.com");
        found.ShouldContain("*****");
        var file = (await _client.Admin("site/export", _token)).ToString();
        var whole = (await _client.Admin("site/export", _token, ("includePasswords", "true"))).ToString();
        foreach (var shown in new[] { found, file, (await _client.Admin("data/items/enterpriseDatabases/db", _token)).ToString(), (await _client.Admin("logs/audit", _token)).ToString() })
        {
            shown.ShouldNotContain(secret);
        }

        whole.ShouldContain(secret);
        await _client.Admin("site/import", _token, ("site", file), ("mode", "replace"));
        (await _client.Admin("site/export", _token, ("includePasswords", "true"))).ToString().ShouldContain(secret);
        await _client.AdminRefuses("site/import", _token, 400, "password was left out", ("site", file.Replace("db.example.com", "evil.example.com", StringComparison.Ordinal)));
        await _client.Admin("data/unregisterItem", _token, ("itemPath", "/enterpriseDatabases/db"));
        await _client.AdminRefuses("site/import", _token, 400, "password was left out", ("site", file));
        await _client.AdminRefuses("data/unregisterItem", _token, 404, "no registered data", ("itemPath", "/enterpriseDatabases/db"));
        (await _client.Admin("data/findItems", _token)).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"path":"/fileShares/x","type":"egdb","info":{}}""", "/enterpriseDatabases/")]
    [InlineData("""{"path":"/fileShares/x","type":"cloud","info":{}}""", "egdb or folder or file")]
    [InlineData("""{"path":"/enterpriseDatabases/x","type":"egdb","info":{"connectionString":"Host=a;Database=b","tabels":["a"]}}""", "info.tabels")]
    [InlineData("""{"path":"/enterpriseDatabases/a/b","type":"egdb","info":{"connectionString":"Host=a;Database=b"}}""", "letters")]
    [InlineData("""{"path":"/enterpriseDatabases/x","type":"egdb","info":{"connectionString":"SERVER=a;INSTANCE=b;PASSWORD=hush"}}""", "Host=database")]
    [InlineData("""{"path":"/enterpriseDatabases/x","type":"egdb","info":{"connectionString":"Host=a;Database=b","wkid":1}}""", "wkid")]
    [InlineData("[]", "JSON object")]
    public async Task What_cannot_be_registered_is_told(string item, string said) =>
        await _client.AdminRefuses("data/registerItem", _token, 400, said, ("item", item));

    static string Item(string name, string type, string member, string value, params (string Name, string Value)[] more) => System.Text.Json.JsonSerializer.Serialize(new
    {
        path = $"{(type == "egdb" ? "/enterpriseDatabases" : "/fileShares")}/{name}",
        type,
        info = more.Append((member, value)).ToDictionary(info => info.Item1, info => info.Item2),
    });

    async Task RegisterAsync(string name, string type, string member, string value, params (string Name, string Value)[] more) =>
        await _client.Admin("data/registerItem", _token, ("item", Item(name, type, member, value, more)));

    string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    async Task<FeatureSet?> ReadAsync(string name, ReadLimits? limits = null) => await _server.Get<IDataSources>().FindAsync(
        new FeatureReference { Layer = name },
        new FeatureReadOptions
        {
            Parameter = "In",
            Reading = new ValueReading { Features = _server.Get<IFeatureReader>(), Limits = limits ?? new() },
        },
        Path.Combine(_root, "temporary"), CancellationToken.None);

    async Task<GpException> RefusedAsync(string name, ReadLimits? limits = null) =>
        await Should.ThrowAsync<GpException>(async () => (await ReadAsync(name, limits))!.ToList());

    /// <summary>Makes tables in the schema <c>data</c> of a database of its own.</summary>
    async Task<string> TablesAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder((await _database.NewAsync()).ConnectionString) { SearchPath = "data" };
        await using var source = NpgsqlDataSource.Create(settings);
        await using var command = source.CreateCommand($"create schema data; {sql}");
        await command.ExecuteNonQueryAsync();
        settings.SearchPath = null;
        return settings.ConnectionString;
    }
}
