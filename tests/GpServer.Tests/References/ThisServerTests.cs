using GpServer.Options;
using GpServer.Outgoing;
using GpServer.References;

namespace GpServer.Tests.References;

public sealed class ThisServerTests
{
    [Theory]
    [InlineData("http://gis:6080/rest/services/A", "http://gis:6080", "/rest/services/A")]
    [InlineData("http://GIS:6080/arcgis/rest/services/A", "http://gis:6080", "/rest/services/A")]
    [InlineData("http://gis:6080/rest/services/A", "http://gis:6080/arcgis", "/rest/services/A")]
    [InlineData("https://gis.example.com/server/rest/x", "http://gis:6080", "/rest/x")]
    [InlineData("https://gis.example.com/server/arcgis/rest/x", "", "/rest/x")]
    [InlineData("https://gis.example.com:443/server/rest/x", "", "/rest/x")]
    [InlineData("https://gis.example.com/other/rest/x", "", null)]
    [InlineData("https://gis.example.com/serverless/rest/x", "", null)]
    [InlineData("http://gis.example.com/server/rest/x", "", null)]
    [InlineData("https://gis.example.com:8443/server/rest/x", "", null)]
    [InlineData("http://gis:6081/rest/services/A", "http://gis:6080", null)]
    [InlineData("http://127.0.0.1:6080/rest/services/A", "http://gis:6080", null)]
    [InlineData("http://gis:6080/rest/services/A", "", null)]
    public void Its_urls_are_those_below_its_public_ones_and_below_that_of_the_request(string url, string baseUrl, string? path) =>
        new ThisServer(Microsoft.Extensions.Options.Options.Create(new GpServerOptions { PublicUrls = ["https://gis.example.com/server/"] }))
            .PathOf(OutgoingUrl.Parse(url), baseUrl).ShouldBe(path);
}
