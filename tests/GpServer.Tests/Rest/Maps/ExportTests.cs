using GpServer.Wire.Drawing;
using GpServer.Wire.Tests.Drawing;

namespace GpServer.Tests.Rest.Maps;

public sealed class ExportTests(DefaultServer server) : IClassFixture<DefaultServer>, IAsyncLifetime
{
    readonly HttpClient _client = server.CreateClient();
    string _job = "";

    public async Task InitializeAsync() => _job = await MapJob.RunAsync(_client);

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_picture_has_exactly_its_size_and_shows_features_where_they_are()
    {
        var picture = await _client.Picture(MapJob.Export(_job, "&f=image"));
        (picture.Width, picture.Height).ShouldBe((400, 200));
        ShouldShowBoth(picture);
        picture[0, 0].Alpha.ShouldBe((byte)0);
        picture[200, 100].Alpha.ShouldBe((byte)0);

        // The circles have a radius of 20 pixels.
        picture[100 + 17, 100].Alpha.ShouldBeGreaterThan((byte)100);
        picture[100 + 23, 100].Alpha.ShouldBe((byte)0);
    }

    [Theory]
    [InlineData("bbox=-500000,500000,1500000,-500000&bboxSR=3857&imageSR=3857&size=400,200&f=image&transparent=true")]
    [InlineData("bbox=-500000,-500000,1500000,500000&size=400,200&f=image&transparent=true&format=PNG32")]
    [InlineData("bbox={\"xmin\":-500000,\"ymin\":-500000,\"xmax\":1500000,\"ymax\":500000,\"spatialReference\":{\"wkid\":102100}}&size=400,200&f=image")]
    [InlineData("bbox=-4.4915764,-4.4869407,13.4747293,4.4869407&bboxSR=4326&imageSR={\"wkid\":102100}&size=400,200&f=image")]
    [InlineData("bbox=-500000,-500000,1500000,500000&bboxSR={\"wkid\":102100,\"latestWkid\":3857}&imageSR=102100&size=400,200&f=image&layers=show:0")]
    [InlineData("BBOX=-500000,-500000,1500000,500000&bboxSR=102100&imageSR=102100&size=400,200&f=image&dpi=96&time=&rotation=0&layers=include:0")]
    public async Task What_clients_send_is_understood(string query)
    {
        var picture = await _client.Picture(MapJob.Url(_job, $"/export?{query}"));
        (picture.Width, picture.Height).ShouldBe((400, 200));
        ShouldShowBoth(picture);
    }

    [Fact]
    public async Task A_picture_in_another_system_is_projected()
    {
        var picture = await _client.Picture(MapJob.Url(_job, "/export?bbox=-4.5,-4.5,13.5,4.5&bboxSR=4326&imageSR=4326&size=360,180&transparent=true&f=image"));
        picture[90, 90].Alpha.ShouldBeGreaterThan((byte)100);
        picture[270, 90].Alpha.ShouldBeGreaterThan((byte)100);
        picture[180, 90].Alpha.ShouldBe((byte)0);
    }

    [Theory]
    [InlineData("png", 3, 6)]
    [InlineData("png8", 3, 3)]
    [InlineData("PNG24", 3, 6)]
    [InlineData("png32", 6, 6)]
    public async Task Every_format_is_a_picture(string format, params int[] colorTypes)
    {
        var picture = await _client.Picture(MapJob.Export(_job, "&f=image").Replace("png32", format, StringComparison.Ordinal));
        colorTypes.ShouldContain(picture.ColorType);
        ShouldShowBoth(picture);
    }

    [Fact]
    public async Task What_is_not_transparent_is_white()
    {
        var picture = await _client.Picture(MapJob.Export(_job, "&f=image").Replace("transparent=true", "transparent=false", StringComparison.Ordinal));
        picture[0, 0].ShouldBe(Color.White);
        (await _client.Picture(MapJob.Export(_job, "&f=image").Replace("png32&transparent=true", "png24", StringComparison.Ordinal))).ColorType.ShouldBe(2);
    }

    [Theory]
    [InlineData("layers=show:-1", false, false)]
    [InlineData("layers=show:1", false, false)]
    [InlineData("layers=hide:0", false, false)]
    [InlineData("layers=exclude:5", true, true)]
    [InlineData("layerDefs={\"0\":\"size > 1\"}", false, true)]
    [InlineData("layerDefs=0:size = 1", true, false)]
    [InlineData("layerDefs=0:name = 'a;b' OR name = 'East';7:nothing", false, true)]
    [InlineData("layerDefs=[{\"layerId\":0,\"where\":\"size=1\"}]", true, false)]
    [InlineData("layerDefs={\"1\":\"size > 1\"}", true, true)]
    public async Task Layers_and_features_are_chosen(string query, bool west, bool east)
    {
        var picture = await _client.Picture(MapJob.Export(_job, $"&f=image&{query}"));
        (picture[100, 100].Alpha > 0).ShouldBe(west);
        (picture[300, 100].Alpha > 0).ShouldBe(east);
    }

    [Fact]
    public async Task The_description_of_a_picture_says_where_it_is_and_what_it_shows()
    {
        var answer = await _client.GetJson(MapJob.Url(_job, "/export?bbox=-500000,-100000,1500000,100000&bboxSR=102100&size=400,200&f=json&transparent=true&format=png32"));
        (answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()).ShouldBe((400, 200));

        // The extent is made higher, to the shape of the picture.
        var extent = answer.GetProperty("extent");
        extent.Wkid().ShouldBe("102100");
        (extent.GetProperty("ymin").GetDouble(), extent.GetProperty("ymax").GetDouble()).ShouldBe((-500000, 500000));
        answer.GetProperty("scale").GetDouble().ShouldBe(2_000_000 / (400 / 96.0 * 0.0254), 0.001);
        var url = answer.GetProperty("href").GetString()!;
        url.ShouldStartWith("http");
        ShouldShowBoth(await _client.Picture(url));
        url.ShouldNotContain("signature=");
    }

    [Theory]
    [InlineData("size=400,200", "bbox: a value is required")]
    [InlineData("bbox=&size=400,200", "bbox: a value is required")]
    [InlineData("bbox=1,2,3&size=400,200", "bbox: '1,2,3'")]
    [InlineData("bbox=NaN,0,1,1", "bbox: 'NaN,0,1,1'")]
    [InlineData("bbox=1e400,0,1,1", "bbox")]
    [InlineData("bbox=1e200,0,1,1", "bbox")]
    [InlineData("bbox=a,b,c,d", "bbox: 'a,b,c,d'")]
    [InlineData("bbox=0,0,1,1&size=0,0", "size: '0,0'")]
    [InlineData("bbox=0,0,1,1&size=-5,10", "size: '-5,10'")]
    [InlineData("bbox=0,0,1,1&size=1000000000,1000000000", "4096")]
    [InlineData("bbox=0,0,1,1&size=4097,10", "4096")]
    [InlineData("bbox=0,0,1,1&size=10", "size: '10'")]
    [InlineData("bbox=0,0,1,1&size=NaN,10", "size: 'NaN,10'")]
    [InlineData("bbox=0,0,1,1&dpi=1e9", "dpi: '1e9'")]
    [InlineData("bbox=0,0,1,1&dpi=-1", "dpi: '-1'")]
    [InlineData("bbox=0,0,1,1&format=jpg", "format: 'jpg' is not available")]
    [InlineData("bbox=0,0,1,1&format=svg", "format: 'svg'")]
    [InlineData("bbox=0,0,1,1&imageSR=999999", "999999")]
    [InlineData("bbox=0,0,1,1&imageSR={", "imageSR")]
    [InlineData("bbox=0,0,1,1&layers=some:1", "layers: 'some:1'")]
    [InlineData("bbox=0,0,1,1&layers=show:a", "layers: 'show:a'")]
    [InlineData("bbox=0,0,1,1&layerDefs={\"0\":\"nothing = 1\"}", "nothing")]
    [InlineData("bbox=0,0,1,1&layerDefs={\"0\":\"size = \"}", "layerDefs")]
    [InlineData("bbox=0,0,1,1&layerDefs={", "layerDefs")]
    [InlineData("bbox=0,0,1,1&layerDefs=size > 1", "layerDefs")]
    [InlineData("bbox=0,0,1,1&layerDefs={\"0\":1}", "layerDefs")]
    public async Task What_cannot_be_drawn_is_an_error_in_the_form_of_the_protocol(string query, string said) =>
        (await _client.GetJson(MapJob.Url(_job, $"/export?f=image&{query}"))).ShouldBeError(400, said);

    [Fact]
    public async Task Fifty_thousand_layers_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, 50_000));
        var answer = await _client.PostForm(MapJob.Url(_job, "/export"), ("bbox", "0,0,1,1"), ("layers", $"show:{many}"), ("f", "image"));
        answer.ShouldBeError(400, "layers");
    }

    [Fact]
    public async Task An_extent_without_width_and_a_world_far_away_are_pictures_too()
    {
        foreach (var box in new[] { "0,0,0,0", "1e15,1e15,1e15,1e15", "-1e15,-1e15,1e15,1e15", "0,0,1e-9,1e-9", "5e14,5e14,6e14,6e14" })
        {
            (await _client.Picture(MapJob.Url(_job, $"/export?bbox={box}&size=50,50&f=image&transparent=true"))).Width.ShouldBe(50);
        }

        (await _client.Picture(MapJob.Url(_job, "/export?bbox=0,0,0,0&size=50,50&f=image&transparent=true")))[25, 25].Alpha.ShouldBeGreaterThan((byte)100);
    }

    [Fact]
    public async Task Other_formats_of_the_answer_are_refused_by_name()
    {
        (await _client.GetJson(MapJob.Export(_job, "&f=kmz"))).ShouldBeError(400, "f: 'kmz'", "image");
        (await _client.GetJson(MapJob.Url(_job, "?f=image"))).ShouldBeError(400, "f: 'image'");
    }

    static void ShouldShowBoth(PngDecoder picture)
    {
        picture[100, 100].Alpha.ShouldBeGreaterThan((byte)100);
        picture[300, 100].Alpha.ShouldBeGreaterThan((byte)100);
        (picture[100, 100].Blue > picture[100, 100].Red).ShouldBeTrue("the first layer is blue");
    }
}
