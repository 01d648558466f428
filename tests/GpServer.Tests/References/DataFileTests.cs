using GpServer.Tests.Outgoing;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.References;

/// <summary>Files that tasks take as files.</summary>
public sealed class DataFileTests(ReferenceServer server) : IClassFixture<ReferenceServer>, IDisposable
{
    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_task_gets_the_file_under_its_name_and_it_goes_with_the_run()
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync($"{http.Request.Path}{http.Request.QueryString}"));
        var answer = await _client.Execute("ReadFile",
            ("File", $$"""{"url":"{{other.Url("/a/cities%20of.csv?x=1")}}","token":"t"}"""), ("Others", $"[\"{other.Url("/b")}\",{{\"url\":\"{other.Url("/c/")}\"}}]"));
        answer.Result("Text").GetString().ShouldBe("cities of.csv: /a/cities%20of.csv?x=1&token=t|b: /b|data: /c/");
        Directory.EnumerateFileSystemEntries(server.TemporaryDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_name_that_comes_with_the_file_counts_and_has_no_folder()
    {
        await using var other = await OtherServer.StartAsync(http =>
        {
            http.Response.Headers.ContentDisposition = "attachment; filename=\"../../../etc/cities.csv\"";
            return http.Response.WriteAsync("x");
        });
        (await _client.Execute("ReadFile", ("File", $$"""{"url":"{{other.Url("/download")}}"}"""))).Result("Text").GetString().ShouldBe("cities.csv: x");
    }

    [Theory]
    [InlineData("File", """{"url":"http://127.0.0.1:1/x.csv"}""", "File: the host 127.0.0.1 does not answer at port 1")]
    [InlineData("File", """{"portalItemID":"abc"}""", "File: portalItemID is not taken")]
    [InlineData("File", """{"itemID":"i00000000-0000-0000-0000-000000000000"}""", "File: there is no upload i00000000-0000-0000-0000-000000000000")]
    [InlineData("File", """{"url":"ftp://127.0.0.1/x.csv"}""", "File: ")]
    [InlineData("Raster", """{"url":"http://127.0.0.1/x.tif"}""", "Raster: rasters are not available on this server")]
    [InlineData("Raster", """{"url":"http://127.0.0.1/rest/services/X/ImageServer"}""", "Raster: rasters are not available on this server")]
    public async Task What_cannot_be_had_is_refused_with_the_name_of_the_parameter(string parameter, string value, string said) =>
        (await _client.Execute("ReadFile", (parameter, value))).ShouldBeError(400, [said]);

    [Fact]
    public async Task A_file_with_another_extension_than_the_task_takes_is_refused()
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync("x"));
        (await _client.Execute("ReadFile", ("File", $$"""{"url":"{{other.Url("/virus.exe")}}"}""")))
            .ShouldBeError(400, ["File: the file is called 'virus.exe'; expected one with the extension csv, txt."]);
    }
}
