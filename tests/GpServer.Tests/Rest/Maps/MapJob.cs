using System.Globalization;
using System.Text.Json;
using GpServer.Tests.Rest.Jobs;
using GpServer.Wire.Tests.Drawing;

namespace GpServer.Tests.Rest.Maps;

/// <summary>A job whose results are looked at as a map: circles of 100 km around two places in Web Mercator.</summary>
static class MapJob
{
    public const string Service = "/rest/services/ToolboxAsync/MapServer";

    /// <summary>The first circle is around 0,0, the second around 1000000,0.</summary>
    const string Places = """
        {"geometryType":"esriGeometryPoint","spatialReference":{"wkid":102100},"fields":[{"name":"name","type":"esriFieldTypeString","alias":"Name of place"},
        {"name":"size","type":"esriFieldTypeInteger"},{"name":"day","type":"esriFieldTypeDate"}],
        "features":[{"geometry":{"x":0,"y":0},"attributes":{"name":"West","size":1,"day":0}},{"geometry":{"x":1000000,"y":0},"attributes":{"name":"East","size":2}}]}
        """;

    public static async Task<string> RunAsync(HttpClient client) =>
        await client.Run("Buffer", ("Input_Features", Places), ("Distance", "100 Kilometers"), ("Method", "PLANAR"));

    public static string Url(string job, string resource = "") => $"{Service}/jobs/{job}{resource}";

    /// <summary>A picture of 400 by 200 pixels, from 500 km west of the first circle to 500 km east of the second.</summary>
    public static string Export(string job, string more = "") =>
        Url(job, $"/export?bbox=-500000,-500000,1500000,500000&bboxSR=102100&imageSR=102100&size=400,200&format=png32&transparent=true{more}");

    public static async Task<PngDecoder> Picture(this HttpClient client, string url)
    {
        using var response = await client.GetAsync(url);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png", await response.Content.ReadAsStringAsync());
        return new PngDecoder(await response.Content.ReadAsByteArrayAsync());
    }

    public static string Wkid(this JsonElement value) =>
        value.GetProperty("spatialReference").GetProperty("wkid").GetInt32().ToString(CultureInfo.InvariantCulture);
}
