using System.IO.Compression;
using System.Text;
using GpServer.Tests.Outgoing;

namespace GpServer.Tests.References;

/// <summary>Files by URL that are meant to do harm.</summary>
public sealed class HostileFileTests(ReferenceServer server) : IClassFixture<ReferenceServer>, IDisposable
{
    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_archive_that_leaves_its_folder_is_refused() =>
        await RefusedAsync("/x.zip", Zip(("../../evil.shp", "x"u8.ToArray()), ("a.shp", "x"u8.ToArray())));

    [Fact]
    public async Task An_archive_in_an_archive_is_refused() =>
        await RefusedAsync("/x.zip", Zip(("inner.zip", Zip(("a.shp", "x"u8.ToArray())))));

    [Fact]
    public async Task An_archive_that_blows_up_is_refused() =>
        await RefusedAsync("/x.zip", Zip(("a.shp", new byte[20_000_000]), ("a.dbf", new byte[1_000])));

    [Theory]
    [InlineData("""<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&x;</name><Point><coordinates>1,2</coordinates></Point></Placemark></kml>""")]
    [InlineData("""<!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&b;</name></Placemark></kml>""")]
    public async Task Xml_with_entities_is_refused(string kml)
    {
        await RefusedAsync("/x.kml", Encoding.UTF8.GetBytes(kml));
        await RefusedAsync("/x.kmz", Zip(("doc.kml", Encoding.UTF8.GetBytes(kml))));
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_run_stays_text()
    {
        const string formula = "=cmd|' /C calc'!A0";
        await using var other = await OtherServer.StartAsync(http => http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"longitude,latitude,name\n1,2,\"{formula}\"\n")).AsTask());
        (await ReferenceServer.NamesAsync(_client, new { url = other.Url("/x.csv") })).ShouldBe([formula]);
    }

    async Task RefusedAsync(string path, byte[] content)
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.Body.WriteAsync(content).AsTask());
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"{{other.Url(path)}}"}"""));
        answer.TryGetProperty("error", out var error).ShouldBeTrue(answer.ToString());
        error.GetProperty("code").GetInt32().ShouldBeOneOf(400, 413);
        error.ToString().ShouldContain("Features: ");
        error.ToString().ShouldNotContain("root:");
        error.ToString().ShouldNotContain(server.DataDirectory);
        Directory.EnumerateFileSystemEntries(server.TemporaryDirectory).ShouldBeEmpty();
    }

    static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var written = new MemoryStream();
        using (var archive = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        return written.ToArray();
    }
}
