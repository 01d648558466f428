using System.Text.Json;
using GpServer.Jobs;
using GpServer.Layers;
using GpServer.Tests.Rest.Jobs;
using GpServer.Tests.Security;

namespace GpServer.Tests.Rest.Layers;

/// <summary>Results that became hosted feature services, from the submit to their end.</summary>
public sealed class HostedServiceTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    const string Points =
        """
        {"geometryType":"esriGeometryPoint","spatialReference":{"wkid":4326},"fields":[{"name":"name","type":"esriFieldTypeString"},
        {"name":"pop","type":"esriFieldTypeInteger"}],"features":[
        {"geometry":{"x":11.5,"y":48.1},"attributes":{"name":"pt 1","pop":10}},
        {"geometry":{"x":12.5,"y":49.1},"attributes":{"name":"pt 2","pop":20}},
        {"geometry":{"x":13.5,"y":50.1},"attributes":{"name":"pt 3","pop":30}}]}
        """;

    const string Service = "/rest/services/ToolboxAsync/GPServer";

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Tasks_of_asynchronous_services_list_the_input_and_others_do_not()
    {
        const string name = "esri_out_feature_service_name";
        var task = await _client.GetJson($"{Service}/Shapes?f=json");
        var parameter = task.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == name);
        parameter.GetProperty("dataType").GetString().ShouldBe("GPString");
        parameter.GetProperty("parameterType").GetString().ShouldBe("esriGPParameterTypeOptional");
        parameter.GetProperty("defaultValue").GetString().ShouldBe("");
        (await _client.GetStringAsync("/rest/services/Toolbox/GPServer/Shapes?f=json")).ShouldNotContain(name);
        (await _client.GetStringAsync("/openapi/v1.json")).ShouldContain(name);
    }

    [Fact]
    public async Task A_result_becomes_a_layer_that_outlives_its_job()
    {
        var name = NewName();
        var job = await RunAsync(name, "ann");
        var url = (await _client.GetJson($"{Service}/Shapes/jobs/{job}/results/Same?f=json&token={await server.TokenAsync("ann")}"))
            .GetProperty("value").GetProperty("url").GetString();
        url.ShouldBe($"http://localhost/rest/services/Hosted/{name}/FeatureServer/0");
        (await _client.Admin($"services/ToolboxAsync.GPServer/jobs/{job}/delete", await server.TokenAsync("siteadmin")))
            .GetProperty("status").GetString().ShouldBe("success");

        var layer = await _client.GetJson($"{url}?f=json");
        layer.GetProperty("name").GetString().ShouldBe("Same");
        layer.GetProperty("type").GetString().ShouldBe("Feature Layer");
        layer.GetProperty("geometryType").GetString().ShouldBe("esriGeometryPoint");
        layer.GetProperty("objectIdField").GetString().ShouldBe("OBJECTID");
        layer.GetProperty("extent").GetProperty("xmax").GetDouble().ShouldBe(13.5);
        layer.GetProperty("extent").GetProperty("spatialReference").GetProperty("wkid").GetInt32().ShouldBe(4326);
        layer.GetProperty("drawingInfo").GetProperty("renderer").GetProperty("symbol").GetProperty("type").GetString().ShouldBe("esriSMS");
        layer.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()).ShouldBe(["OBJECTID", "name", "pop"]);
        var service = await _client.GetJson($"/rest/services/Hosted/{name}/FeatureServer/?f=json");
        service.GetProperty("layers").EnumerateArray().Single().GetProperty("name").GetString().ShouldBe("Same");
        service.GetProperty("fullExtent").GetProperty("ymin").GetDouble().ShouldBe(48.1);
        (await _client.GetJson($"/rest/services/Hosted/{name}/FeatureServer/layers?f=json"))
            .GetProperty("layers").EnumerateArray().Single().GetProperty("id").GetInt32().ShouldBe(0);
        (await _client.GetJson($"/rest/services/Hosted/{name}/FeatureServer/7?f=json")).ShouldBeError(404, "expected one of 0");
        (await _client.GetJson($"/rest/services/Hosted/Nothing{name}/FeatureServer?f=json")).ShouldBeError(404);
        (await _client.GetStringAsync("/rest/services?f=json")).ShouldContain("\"Hosted\"");
        (await _client.GetStringAsync("/rest/services/Hosted?f=json")).ShouldContain($$"""{"name":"Hosted/{{name}}","type":"FeatureServer"}""");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_as_text_and_overwritten_as_json_by_its_owner_and_administrators_alone()
    {
        var name = NewName();
        await RunAsync(name, "ann");
        var json = $$$"""{"serviceProperties":{"name":"{{{name}}}"},"itemProperties":{"overwrite":true,"description":"again"}}""";
        (await SubmitAsync(name, "ann")).ShouldBeError(409, "already");
        (await SubmitAsync(name.ToUpperInvariant(), "siteadmin")).ShouldBeError(409, "already");
        (await SubmitAsync(json, "amy")).ShouldBeError(409, "only its owner");
        (await SubmitAsync(json, user: null)).ShouldBeError(409, "only its owner");
        (await SubmitAsync(json.Replace("true", "false", StringComparison.Ordinal), "ann")).ShouldBeError(409, "already");
        await RunAsync(json, "ann");
        (await _client.GetJson($"/rest/services/Hosted/{name}/FeatureServer?f=json")).GetProperty("description").GetString().ShouldBe("again");
        await RunAsync(json.Replace("again", "by admin", StringComparison.Ordinal), "siteadmin");
        (await _client.Admin($"services/Hosted/{name}.FeatureServer", await server.TokenAsync("siteadmin")))
            .GetProperty("owner").GetString().ShouldBe("ann");
    }

    [Theory]
    [InlineData("a b", "letters, digits and underscores")]
    [InlineData("../x", "letters, digits and underscores")]
    [InlineData("FeatureServer", "protocol's own")]
    [InlineData("{\"serviceProperties\":{}}", "has no name")]
    [InlineData("{\"serviceProperties\":", "is not valid")]
    public async Task A_name_that_cannot_be_is_refused(string name, string said) =>
        (await SubmitAsync(name, "ann")).ShouldBeError(400, "esri_out_feature_service_name", said);

    [Fact]
    public async Task A_task_without_features_and_an_image_service_are_refused()
    {
        var token = await server.TokenAsync("ann");
        (await _client.PostForm($"{Service}/WriteReport/submitJob", ("esri_out_feature_service_name", NewName()), ("f", "json"), ("token", token)))
            .ShouldBeError(400, "no output of features");
        (await _client.PostForm($"{Service}/Shapes/submitJob", ("Features", Points), ("esri_out_image_service", "x"), ("f", "json"), ("token", token)))
            .ShouldBeError(400, "no image services");
    }

    [Fact]
    public async Task The_layers_of_a_job_are_those_of_its_hosted_service()
    {
        var name = NewName();
        var id = await RunAsync(name, "ann");
        var job = (await server.Get<IJobReader>().GetAsync(id, CancellationToken.None)).ShouldNotBeNull();
        var layer = (await server.Get<IJobLayers>().OfAsync(job, caller: null, CancellationToken.None)).Layers.ShouldHaveSingleItem();
        (layer.Id, layer.Name, layer.Features.Count).ShouldBe((0, "Same", 3));
    }

    [Theory]
    [InlineData("f=json&where=pop%3E15&outFields=*", "pt 2", "pt 3")]
    [InlineData("f=geojson&where=1%3D1&outFields=*", "pt 1", "pt 2", "pt 3")]
    [InlineData("f=json&geometry=12,49,14,51&outFields=name", "pt 2", "pt 3")]
    [InlineData("f=json&objectIds=2&outFields=*", "pt 2")]
    public async Task A_layer_is_queried(string query, params string[] names)
    {
        var name = NewName();
        await RunAsync(name, "ann");
        var answer = await _client.GetStringAsync($"/rest/services/Hosted/{name}/FeatureServer/0/query?{query}");
        foreach (var point in new[] { "pt 1", "pt 2", "pt 3" })
        {
            answer.Contains(point, StringComparison.Ordinal).ShouldBe(names.Contains(point), answer);
        }
    }

    [Fact]
    public async Task A_layer_is_in_the_spatial_reference_that_the_submit_asks_for()
    {
        var name = NewName();
        await RunAsync(name, "ann", Service, ("env:outSR", "102100"));
        var layer = await _client.GetJson($"/rest/services/Hosted/{name}/FeatureServer/0?f=json");
        layer.GetProperty("sourceSpatialReference").GetProperty("latestWkid").GetInt32().ShouldBe(3857);
        layer.GetProperty("extent").GetProperty("xmax").GetDouble().ShouldBe(13.5 * 20037508.342789244 / 180, 1e-3);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_answered_with_its_job()
    {
        var name = NewName();
        var token = await server.TokenAsync("ann");
        var first = await _client.PostForm($"{Service}/Shapes/submitJob", Form());
        var second = await _client.PostForm($"{Service}/Shapes/submitJob", Form());
        second.GetProperty("jobId").GetString().ShouldBe(first.GetProperty("jobId").GetString());

        (string, string)[] Form() =>
            [("Features", Points), ("esri_out_feature_service_name", name), ("gp:requestId", name), ("f", "json"), ("token", token)];
    }

    [Fact]
    public async Task A_service_is_read_by_who_may_use_what_made_it_until_its_permissions_say_otherwise()
    {
        if (!(await _client.GetStringAsync($"/rest/services?f=json&token={await server.TokenAsync("ann")}")).Contains("Drawing", StringComparison.Ordinal))
        {
            await server.AddServiceAsync("Drawing", """{"tasks":["Shapes"],"executionType":"Asynchronous"}""", "analyst");
        }

        var name = NewName();
        await RunAsync(name, "ann", "/rest/services/Drawing/GPServer");
        var url = $"/rest/services/Hosted/{name}/FeatureServer/0?f=json";
        (await _client.GetJson(url)).ShouldBeError(499);
        (await _client.GetJson($"{url}&token={await server.TokenAsync("ulf")}")).ShouldBeError(403);
        (await _client.GetJson($"{url}&token={await server.TokenAsync("amy")}")).TryGetProperty("fields", out _).ShouldBeTrue();
        (await _client.GetStringAsync("/rest/services/Hosted?f=json")).ShouldNotContain(name);

        var admin = await server.TokenAsync("siteadmin");
        await _client.Admin($"services/Hosted/{name}.FeatureServer/permissions/add", admin, ("principal", "viewer"), ("isAllowed", "true"));
        (await _client.GetJson($"{url}&token={await server.TokenAsync("ulf")}")).TryGetProperty("fields", out _).ShouldBeTrue();
        await _client.Admin($"services/Hosted/{name}.FeatureServer/permissions/add", admin, ("principal", "analyst"), ("isAllowed", "false"));
        (await _client.GetJson($"{url}&token={await server.TokenAsync("amy")}")).ShouldBeError(403);
        (await _client.GetJson($"{url}&token={await server.TokenAsync("ann")}")).TryGetProperty("fields", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Its_owner_and_administrators_delete_a_service()
    {
        var name = NewName();
        await RunAsync(name, "ann");
        var url = $"/rest/services/Hosted/{name}/FeatureServer";
        (await _client.PostForm($"{url}/delete", ("f", "json"))).ShouldBeError(499);
        (await _client.PostForm($"{url}/delete", ("f", "json"), ("token", await server.TokenAsync("amy")))).ShouldBeError(403);
        (await _client.PostForm($"{url}/delete", ("f", "json"), ("token", await server.TokenAsync("ann"))))
            .GetProperty("status").GetString().ShouldBe("success");
        (await _client.GetJson($"{url}?f=json")).ShouldBeError(404);
        await RunAsync(name, "amy");
        await _client.Admin($"services/Hosted/{name}.FeatureServer/delete", await server.TokenAsync("siteadmin"));
        (await _client.GetJson($"{url}?f=json")).ShouldBeError(404);
    }

    [Fact]
    public async Task The_services_of_a_user_go_with_the_user()
    {
        await server.AddUserAsync("leaver", SecuredServer.Password);
        var name = NewName();
        await RunAsync(name, "leaver");
        await _client.Admin("security/users/remove", await server.TokenAsync("siteadmin"), ("username", "leaver"));
        (await _client.GetJson($"/rest/services/Hosted/{name}/FeatureServer?f=json")).ShouldBeError(404);
    }

    [Fact]
    public async Task Anonymous_callers_make_none_where_they_may_not_and_no_more_than_they_may()
    {
        using var closed = new TestServer(("Hosted:AnonymousServices", "0"));
        using var client = closed.CreateClient();
        (await client.PostForm($"{Service}/Shapes/submitJob", ("Features", Points), ("esri_out_feature_service_name", "x"), ("f", "json")))
            .ShouldBeError(499);

        using var one = new TestServer(("Hosted:AnonymousServices", "1"));
        using var other = one.CreateClient();
        await other.Run("Shapes", ("Features", Points), ("esri_out_feature_service_name", "first"));
        (await other.PostForm($"{Service}/Shapes/submitJob", ("Features", Points), ("esri_out_feature_service_name", "second"), ("f", "json")))
            .ShouldBeError(413, "up to 1 services");
    }

    [Fact]
    public async Task What_would_be_more_than_may_be_fails_the_job_and_leaves_nothing()
    {
        using var small = new TestServer(("Hosted:AnonymousFeatures", "2"));
        using var client = small.CreateClient();
        var id = await client.Submit("Shapes", ("Features", Points), ("esri_out_feature_service_name", "large"));
        var job = await client.Ended("Shapes", id);
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobFailed");
        job.Said().ShouldContain(text => text.Contains("up to 2 features", StringComparison.Ordinal));
        (await client.GetJson("/rest/services/Hosted/large/FeatureServer?f=json")).ShouldBeError(404);
    }

    static string NewName() => $"made_{Guid.NewGuid():N}";

    async Task<string> RunAsync(string name, string user, string service = Service, params (string Name, string Value)[] more)
    {
        var token = await server.TokenAsync(user);
        var submitted = await SubmitAsync(name, user, service, more);
        submitted.TryGetProperty("jobId", out var id).ShouldBeTrue($"expected a job but got {submitted}");
        var end = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var job = await _client.GetJson($"{service}/Shapes/jobs/{id}?f=json&token={token}");
            if (job.GetProperty("jobStatus").GetString() == "esriJobSucceeded")
            {
                return id.GetString()!;
            }

            job.GetProperty("jobStatus").GetString().ShouldNotBe("esriJobFailed", job.ToString());
            (DateTime.UtcNow < end).ShouldBeTrue($"the job did not end: {job}");
            await Task.Delay(20);
        }
    }

    async Task<JsonElement> SubmitAsync(
        string name, string? user, string service = Service, params (string Name, string Value)[] more) => await _client.PostForm(
        $"{service}/Shapes/submitJob",
        [("Features", Points), ("esri_out_feature_service_name", name), ("f", "json"), .. more,
            .. user is null ? Array.Empty<(string, string)>() : [("token", await server.TokenAsync(user))]]);
}
