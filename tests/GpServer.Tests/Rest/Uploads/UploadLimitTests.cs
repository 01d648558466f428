using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GpServer.Storage.Uploads;
using GpServer.Tests.Hosting;

namespace GpServer.Tests.Rest.Uploads;

/// <summary>What is too large, too much or too many; and what goes with services and users.</summary>
public sealed class UploadLimitTests
{
    const string Uploads = "/rest/services/ToolboxAsync/GPServer/uploads";

    [Fact]
    public async Task A_file_over_the_limit_of_its_service_is_refused_and_leaves_nothing()
    {
        await using var server = new TestServer(("Uploads:MaxFileMegabytes", "1"));
        await server.AddServiceAsync("Large", """{"tasks":["Buffer"],"executionType":"Asynchronous","capabilities":"Uploads","maxUploadFileSize":3,"allowedUploadFileTypes":["dat"]}""");
        using var client = server.CreateClient();
        var two = UploadClient.Noise(2 << 20);
        (await client.PostParts($"{Uploads}/upload", UploadClient.File("a.csv", two))).ShouldBeError(413, "1048576");
        (await client.PostParts($"{Uploads}/upload", UploadClient.File("a.csv", UploadClient.Noise(4 << 20)))).ShouldBeError(413, "bytes");
        const string large = "/rest/services/Large/GPServer/uploads";
        (await client.PostParts($"{large}/upload", UploadClient.File("a.csv", two))).ShouldBeError(400, "expected dat");
        (await client.PostParts($"{large}/upload", UploadClient.File("a.DAT", two))).Id();
        var id = (await client.PostForm($"{Uploads}/register", ("itemName", "b.csv"), ("f", "json"))).Id();
        foreach (var part in new[] { "1", "2" })
        {
            (await client.PostParts($"{Uploads}/{id}/uploadPart", UploadClient.Field("partId", part), UploadClient.File("x", UploadClient.Noise(600_000)))).Id();
        }

        (await client.PostForm($"{Uploads}/{id}/commit", ("f", "json"))).ShouldBeError(413, "1200000", "1048576");
        (await server.Get<UploadStore>().ListAsync("ToolboxAsync", null, 10, CancellationToken.None)).Count.ShouldBe(1);
        (await client.GetJson($"{large}/info?f=json")).GetProperty("maxUploadFileSize").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Quotas_are_told_by_name_and_deleting_makes_room()
    {
        await using var server = new TestServer(("Uploads:BytesPerAddress", "1000"), ("Uploads:ItemsPerAddress", "3"));
        using var client = server.CreateClient();
        var id = (await client.PostParts($"{Uploads}/upload", UploadClient.File("a.csv", UploadClient.Noise(900)))).Id();
        (await client.PostParts($"{Uploads}/upload", UploadClient.File("a.csv", UploadClient.Noise(200)))).ShouldBeError(413, "1100 bytes", "1000");
        (await client.PostForm($"{Uploads}/{id}/delete", ("f", "json"))).GetProperty("success").GetBoolean().ShouldBeTrue();
        for (var i = 0; i < 3; i++)
        {
            (await client.PostParts($"{Uploads}/upload", UploadClient.File("a.csv", UploadClient.Noise(200)))).Id();
        }

        (await client.PostForm($"{Uploads}/register", ("itemName", "a.csv"), ("f", "json"))).ShouldBeError(413, "4 files", "at most 3");
    }

    [Fact]
    public async Task Nobody_uploads_without_signing_in_where_the_configuration_says_so()
    {
        await using var server = new TestServer(("Uploads:AnonymousBytes", "0"));
        using var client = server.CreateClient();
        (await client.PostParts($"{Uploads}/upload", UploadClient.File("a.csv", [1]))).ShouldBeError(413, "without signing in");
    }

    [Fact]
    public async Task Uploads_move_with_the_name_of_a_service_and_go_with_it_and_with_their_user()
    {
        await using var server = new Security.SecuredServer();
        await server.InitializeAsync();
        using var client = server.CreateClient();
        var admin = await server.TokenAsync("siteadmin");
        var ann = UploadClient.Field("token", await server.TokenAsync("ann"));
        var id = (await client.PostParts("/rest/services/Public/GPServer/uploads/upload", UploadClient.File("a.csv", [1]))).Id();
        var owned = (await client.PostParts("/rest/services/Analysis/GPServer/uploads/upload", ann, UploadClient.File("a.csv", [1]))).Id();
        await client.Admin("services/renameService", admin, ("serviceName", "Public"), ("serviceNewName", "Common"), ("serviceType", "GPServer"));
        (await client.GetJson($"/rest/services/Common/GPServer/uploads/{id}?f=json")).GetProperty("itemID").GetString().ShouldBe(id);
        await client.Admin("services/Common.GPServer/delete", admin);
        await client.Admin("security/users/remove", admin, ("username", "ann"));
        var store = server.Get<UploadStore>();
        (await store.FindAsync(id, CancellationToken.None)).ShouldBeNull();
        (await store.FindAsync(owned, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_body_of_any_length_is_refused_before_it_has_come()
    {
        await using var server = await RunningServer.StartAsync("--urls=http://127.0.0.1:0", "--GpServer:Uploads:MaxFileMegabytes=1");
        (await EndlessAsync(server.Address, $"{Uploads}/upload?f=json", "a.csv")).ShouldContain("\"code\":413");
        (await EndlessAsync(server.Address, $"{Uploads}/upload?f=json", "a.exe")).ShouldContain(".exe are not taken");
        (await EndlessAsync(server.Address, $"{Uploads}/upload?f=json&token=bogus", "a.csv")).ShouldContain("\"code\":498");
        (await EndlessAsync(server.Address, "/admin/uploads/upload?f=json&token=bogus", "a.csv")).ShouldContain("\"code\":498");
        (await EndlessAsync(server.Address, "/rest/services/Toolbox/GPServer/uploads/upload?f=json", "a.csv")).ShouldContain("takes no uploads");
        server.Errors.ShouldBeEmpty();
    }

    /// <summary>Sends a file in chunks until the server answers, and gives the answer.</summary>
    static async Task<string> EndlessAsync(Uri address, string path, string name)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n"));
        await ChunkAsync(stream, Encoding.ASCII.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"));
        var answer = new byte[8_192];
        var reading = stream.ReadAsync(answer).AsTask();
        var piece = UploadClient.Noise(100_000);
        var sent = 0L;
        var began = Stopwatch.StartNew();
        while (!reading.IsCompleted && sent < 100_000_000 && began.Elapsed < TimeSpan.FromSeconds(30))
        {
            try
            {
                await ChunkAsync(stream, piece);
            }
            catch (IOException)
            {
                // The server takes no more.
                break;
            }

            sent += piece.Length;
        }

        return Encoding.UTF8.GetString(answer, 0, await reading.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    static async Task ChunkAsync(Stream stream, byte[] bytes)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
        await stream.WriteAsync(bytes);
        await stream.WriteAsync("\r\n"u8.ToArray());
    }
}
