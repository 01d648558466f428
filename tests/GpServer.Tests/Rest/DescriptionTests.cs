using System.Text.Json;
using System.Xml.Linq;
using GpServer.Tests.Catalog;

namespace GpServer.Tests.Rest;

/// <summary>What services and tasks say of themselves to people, catalogs and programs.</summary>
public sealed class DescriptionTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Hostile = "<script>alert('x')</script> & \"q\" ]]> \\u0000\\u0007";

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task An_item_says_what_the_administrator_wrote()
    {
        await server.PublishAsync("Item", """
            {"description":"d","tasks":["Echo"],"item":{"title":"T","summary":"S","tags":["a","b"],"accessInformation":"A","licenseInformation":"L"}}
            """);
        foreach (var url in new[] { "/rest/services/Item/GPServer/info", "/rest/services/Item/GPServer/info/iteminfo" })
        {
            var item = await _client.GetJson($"{url}?f=json");
            item.ToString().ShouldBe("""
                {"name":"Item","title":"T","type":"Geoprocessing Service","description":"d","snippet":"S","tags":["a","b"],"thumbnail":"thumbnail",
                "extent":[],"spatialReference":"","culture":"en","accessInformation":"A","licenseInformation":"L"}
                """.ReplaceLineEndings(""));
        }

        var task = await _client.GetJson("/rest/services/Item/GPServer/Echo/info/iteminfo?f=json");
        task.GetProperty("title").GetString().ShouldBe("Echo <text>");
        task.GetProperty("tags").ToString().ShouldBe("""["Tests","a","b"]""");
        task.GetProperty("licenseInformation").GetString().ShouldBe("L");
    }

    [Fact]
    public async Task A_service_has_a_picture_of_its_own_or_the_usual_one()
    {
        byte[] own = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n own"u8];
        await server.PublishAsync("Picture", $$$"""{"tasks":["Echo"],"item":{"thumbnail":"{{{Convert.ToBase64String(own)}}}"}}""");
        (await Png("/rest/services/Picture/GPServer/info/thumbnail")).ShouldBe(own);
        (await Png("/rest/services/Picture/GPServer/Echo/info/thumbnail?f=json")).ShouldBe(own);
        var usual = await Png("/rest/services/Toolbox/GPServer/info/thumbnail");
        usual.AsSpan().StartsWith(own.AsSpan(0, 8)).ShouldBeTrue();
        usual.Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task A_picture_is_sent_once()
    {
        using var first = await _client.GetAsync("/rest/services/Toolbox/GPServer/info/thumbnail");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/rest/services/Toolbox/GPServer/info/thumbnail");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _client.SendAsync(again);
        ((int)second.StatusCode).ShouldBe(304);
    }

    [Theory]
    [InlineData("/rest/services/Toolbox/GPServer/info/thumbnail")]
    [InlineData("/rest/services/Toolbox/GPServer/info/metadata")]
    [InlineData("/rest/services/Toolbox/GPServer/Echo/metadata")]
    [InlineData("/rest/services/Toolbox/GPServer/Echo/schema")]
    [InlineData("/rest/services/Toolbox/GPServer/Echo/info")]
    [InlineData("/rest/directories/arcgisoutput/Toolbox_GPServer/Toolbox/Echo.htm")]
    public async Task Refusals_have_the_protocols_form(string url)
    {
        (await _client.GetJson($"{url}?f=kml")).ShouldBeError(400, "f: 'kml'");
        (await _client.GetJson($"{url.Replace("Toolbox", "Nothing", StringComparison.Ordinal)}?f=json")).ShouldBeError(404, "Nothing");
        if (url.Contains("Echo", StringComparison.Ordinal))
        {
            (await _client.GetJson($"{url.Replace("Echo", "Nothing", StringComparison.Ordinal)}?f=json")).ShouldBeError(404, "Nothing");
        }
    }

    [Fact]
    public async Task Metadata_and_pages_show_hostile_words_as_words()
    {
        await PublishHostileAsync("Hostile");
        var service = XDocument.Parse(await Text("/rest/services/Hostile/GPServer/info/metadata", "application/xml"));
        service.Descendants("resTitle").Single().Value.ShouldStartWith("<script>alert('x')</script> & \"q\" ]]> ");
        var task = XDocument.Parse(await Text("/rest/services/Hostile/GPServer/T/metadata", "application/xml"));
        task.Descendants("tool").Single().Attribute("displayname")!.Value.ShouldStartWith("<script>");
        task.Descendants("param").Select(parameter => parameter.Attribute("name")!.Value).ShouldNotContain("Count");
        task.Descendants("param").First().Element("dialogReference")!.Value.ShouldStartWith("<script>");
        var page = await Text("/rest/directories/arcgisoutput/Hostile_GPServer/Hostile/T.htm", "text/html");
        page.ShouldNotContain("<script");
        page.ShouldContain("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; ]]&gt;");
        page.ShouldNotContain('\0');
        page.ShouldNotContain('\a');
        page.ShouldNotContain("Count");
    }

    [Fact]
    public async Task A_page_may_load_and_run_nothing()
    {
        using var page = await _client.GetAsync("/rest/directories/arcgisoutput/Toolbox_GPServer/Toolbox/Echo.htm");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-");
        policy.ShouldNotContain("unsafe");
    }

    [Fact]
    public async Task The_help_of_every_task_opens()
    {
        await server.PublishAsync("Folder/Inside", """{"tasks":["Echo"]}""");
        foreach (var service in new[] { "Toolbox", "ToolboxAsync", "BufferPoints", "Folder/Inside" })
        {
            foreach (var task in (await _client.GetJson($"/rest/services/{service}/GPServer?f=json")).GetProperty("tasks").EnumerateArray())
            {
                var url = (await _client.GetJson($"/arcgis/rest/services/{service}/GPServer/{task}?f=json")).GetProperty("helpUrl").GetString()!;
                url.ShouldStartWith($"http://localhost/arcgis/rest/directories/arcgisoutput/{service}_GPServer/");
                var page = await Text(url, "text/html");
                page.ShouldContain($"<code>{task}</code>");
                page.ShouldContain($"http://localhost/arcgis/rest/services/{service}/GPServer/{task}/");
            }
        }

        (await _client.GetJson("/rest/directories/arcgisoutput/Toolbox_GPServer/Other/Echo.htm?f=json")).ShouldBeError(404, "expected /rest/directories");
    }

    [Fact]
    public async Task The_schema_of_every_task_describes_its_fields()
    {
        await PublishHostileAsync("Schemas");
        (await _client.GetJson("/openapi/v1.json")).GetProperty("paths").EnumerateObject().ShouldNotBeEmpty();
        foreach (var service in new[] { "Toolbox", "BufferPoints", "Schemas" })
        {
            foreach (var name in (await _client.GetJson($"/rest/services/{service}/GPServer?f=json")).GetProperty("tasks").EnumerateArray())
            {
                var task = await _client.GetJson($"/rest/services/{service}/GPServer/{name}?f=json");
                var text = await Text($"/rest/services/{service}/GPServer/{name}/schema", "application/schema+json");
                CheckSchema(JsonDocument.Parse(text).RootElement, task, $"http://localhost/rest/services/{service}/GPServer/{name}/schema");
            }
        }
    }

    [Fact]
    public async Task The_schema_says_what_a_publication_has_changed()
    {
        await server.PublishAsync("Narrow", """
            {"tasks":[{"name":"T","tool":"Echo","parameters":{
            "Text":{"label":"Words"},"Count":{"fixed":3},"Side":{"choices":["LEFT"],"default":"LEFT"}}}]}
            """);
        var schema = JsonDocument.Parse(await Text("/rest/services/Narrow/GPServer/T/schema", "application/schema+json")).RootElement;
        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["Text"]);
        var fields = schema.GetProperty("properties");
        fields.GetProperty("Text").GetProperty("title").GetString().ShouldBe("Words");
        fields.GetProperty("Count").GetProperty("const").GetInt32().ShouldBe(3);
        fields.GetProperty("Count").GetProperty("maximum").GetInt32().ShouldBe(10);
        fields.GetProperty("Side").GetProperty("enum").EnumerateArray().Single().GetString().ShouldBe("LEFT");
        fields.GetProperty("Distance").GetProperty("examples")[0].GetString()!.ShouldContain("esriMeters");
    }

    // What the rules of draft 2020-12 say of the keywords that are used.
    static void CheckSchema(JsonElement schema, JsonElement task, string url)
    {
        schema.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        schema.GetProperty("$id").GetString().ShouldBe(url);
        schema.GetProperty("type").GetString().ShouldBe("object");
        var inputs = task.GetProperty("parameters").EnumerateArray()
            .Where(parameter => parameter.GetProperty("direction").GetString() == "esriGPParameterDirectionInput").ToList();
        schema.GetProperty("properties").EnumerateObject().Select(field => field.Name)
            .ShouldBe(inputs.Select(input => input.GetProperty("name").GetString()!));
        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ShouldBe(inputs
            .Where(input => input.GetProperty("parameterType").GetString() == "esriGPParameterTypeRequired")
            .Select(input => input.GetProperty("name").GetString()!));
        foreach (var field in schema.GetProperty("properties").EnumerateObject())
        {
            CheckField(field.Value);
        }
    }

    static void CheckField(JsonElement field)
    {
        var type = field.GetProperty("type").GetString()!;
        foreach (var member in field.EnumerateObject())
        {
            switch (member.Name)
            {
                case "title" or "description":
                    member.Value.ValueKind.ShouldBe(JsonValueKind.String);
                    break;
                case "type":
                    new[] { "string", "number", "integer", "boolean" }.ShouldContain(type);
                    break;
                case "minimum" or "maximum":
                    member.Value.ValueKind.ShouldBe(JsonValueKind.Number);
                    break;
                case "enum" or "examples":
                    member.Value.EnumerateArray().ShouldAllBe(value => IsOf(value, type));
                    break;
                case "default" or "const":
                    IsOf(member.Value, type).ShouldBeTrue(field.ToString());
                    break;
                default:
                    throw new ShouldAssertException($"{member.Name} is no keyword that is known here");
            }
        }
    }

    static bool IsOf(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind == JsonValueKind.Number,
    };

    async Task PublishHostileAsync(string name)
    {
        var words = Hostile.Replace("\"", "\\\"", StringComparison.Ordinal);
        await server.PublishAsync(name, $$$"""
            {"description":"{{{words}}}","item":{"title":"{{{words}}}","tags":["{{{words}}}"],"licenseInformation":"{{{words}}}"},
            "tasks":[{"name":"T","tool":"Echo","label":"{{{words}}}","description":"{{{words}}}","category":"{{{words}}}","parameters":{
            "Text":{"label":"{{{words}}}","description":"{{{words}}}","default":"{{{words}}}"},"Count":{"hidden":true} } }]}
            """);
    }

    async Task<byte[]> Png(string url)
    {
        using var response = await _client.GetAsync(url);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        return await response.Content.ReadAsByteArrayAsync();
    }

    async Task<string> Text(string url, string type)
    {
        using var response = await _client.GetAsync(url);
        ((int)response.StatusCode).ShouldBe(200);
        var text = await response.Content.ReadAsStringAsync();
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type, text);
        return text;
    }
}
