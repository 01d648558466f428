using GpServer.Tests.Security;

namespace GpServer.Tests.Rest.Maps;

public sealed class SecuredMapTests(SecuredServer server) : IClassFixture<SecuredServer>
{
    const string Box = "bbox=0,0,10,10&bboxSR=4326&imageSR=4326&size=40,40&format=png32&transparent=true";

    [Fact]
    public async Task The_url_of_a_picture_works_without_a_token_for_this_picture_alone()
    {
        using var client = server.CreateClient();
        await server.AddServiceAsync("Drawn", """{"tasks":["Shapes"],"executionType":"Asynchronous","resultMapServer":true}""", "analyst");
        var (ann, amy) = (await server.TokenAsync("ann"), await server.TokenAsync("amy"));
        var task = "/rest/services/Drawn/GPServer/Shapes";
        var features = """{"features":[{"geometry":{"x":5,"y":5,"spatialReference":{"wkid":4326}},"attributes":{"a":1}}]}""";
        var job = (await client.PostForm($"{task}/submitJob", ("Features", features), ("token", ann), ("f", "json"))).GetProperty("jobId").GetString()!;
        while ((await client.GetJson($"{task}/jobs/{job}?f=json&token={ann}")).GetProperty("jobStatus").GetString() != "esriJobSucceeded")
        {
            await Task.Delay(20);
        }

        var export = $"/rest/services/Drawn/MapServer/jobs/{job}/export?{Box}";
        (await client.GetJson($"{export}&f=json")).ShouldBeError(499);
        (await client.GetJson($"{export}&f=image&token={amy}")).ShouldBeError(403);
        (await client.GetJson($"/rest/services/Drawn/MapServer/jobs/{job}?f=json")).ShouldBeError(499);
        var url = (await client.GetJson($"{export}&f=json&token={ann}")).GetProperty("href").GetString()!;
        url.ShouldNotContain("token=");
        (await client.Picture(url))[20, 20].Alpha.ShouldBeGreaterThan((byte)200);

        // Another extent, another job, another resource: nobody has signed that.
        (await client.GetJson(url.Replace("bbox=0", "bbox=1", StringComparison.Ordinal))).ShouldBeError(499);
        (await client.GetJson(url.Replace("size=40", "size=41", StringComparison.Ordinal))).ShouldBeError(499);
        (await client.GetJson($"{url}&layerDefs=0:a=2")).ShouldBeError(499);
        var signature = url[url.IndexOf("&signature=", StringComparison.Ordinal)..];
        (await client.GetJson($"/rest/services/Drawn/MapServer/jobs/{job}?f=json{signature}")).ShouldBeError(499);
        (await client.GetJson($"{export}&f=image&signature=AAAA")).ShouldBeError(499);
    }
}
