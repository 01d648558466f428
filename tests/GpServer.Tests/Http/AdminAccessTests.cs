using System.Net;
using System.Net.Sockets;
using GpServer.Http;
using GpServer.Options;
using GpServer.Rest;
using GpServer.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.Http;

public sealed class AdminAccessTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    [Theory]
    [InlineData(true, 0, "/admin/services", 6080, true)]
    [InlineData(true, 0, "/rest/services", 6080, true)]
    [InlineData(false, 0, "/admin/services", 6080, false)]
    [InlineData(false, 0, "/ADMIN", 6080, false)]
    [InlineData(false, 0, "/administration", 6080, true)]
    [InlineData(false, 0, "/rest/services", 6080, true)]
    [InlineData(true, 6090, "/admin/services", 6090, true)]
    [InlineData(true, 6090, "/Admin", 6080, false)]
    [InlineData(true, 6090, "/rest/services", 6080, true)]
    [InlineData(true, 6090, "/rest/services", 6090, false)]
    [InlineData(true, 6090, "/openapi/index.html", 6090, false)]
    [InlineData(true, 6090, "/", 6090, false)]
    [InlineData(true, 6090, "/healthz/ready", 6090, true)]
    [InlineData(false, 6090, "/admin", 6090, false)]
    public async Task The_administration_is_where_the_options_put_it(bool enabled, int port, string path, int localPort, bool isThere)
    {
        var options = new GpServerOptions { Admin = new AdminOptions { Enabled = enabled, Port = port } };
        var access = new AdminAccess(Microsoft.Extensions.Options.Options.Create(options), server.Get<RestPipeline>());
        var context = new DefaultHttpContext { RequestServices = server.Services };
        context.Request.Method = "GET";
        context.Request.Path = path;
        context.Connection.LocalPort = localPort;
        var passed = false;
        await access.InvokeAsync(context, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        passed.ShouldBe(isThere);
    }

    [Fact]
    public async Task What_is_hidden_answers_as_what_there_is_not()
    {
        using var hidden = new TestServer(("Admin:Enabled", "false"));
        using var client = hidden.CreateClient();
        (await client.GetJson("/arcgis/admin/services?f=json")).ShouldBeError(404, "There is no resource admin/services.");
        (await client.GetJson("/nothing/services?f=json")).ShouldBeError(404, "There is no resource nothing/services.");
        (await client.GetAsync("/admin?f=html")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:0")]
    [InlineData("--Kestrel:Endpoints:Main:Url=http://127.0.0.1:0")]
    public async Task The_server_listens_on_the_port_of_the_administration_too(string address)
    {
        var port = FreePort();
        await using var running = await RunningServer.StartAsync(address, $"--GpServer:Admin:Port={port}");
        running.Addresses.Count.ShouldBe(2);
        var admin = running.Addresses.Single(one => one.Port == port);
        var main = running.Addresses.Single(one => one.Port != port);
        using var client = new HttpClient();
        (await client.GetJson($"{admin}rest/info?f=json")).ShouldBeError(404, "There is no resource rest/info");
        (await client.GetStringAsync($"{admin}healthz/live")).ShouldBe("Healthy");
        (await client.GetAsync($"{admin}openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetJson($"{main}rest/info?f=json")).GetProperty("currentVersion").GetDouble().ShouldBe(11.3);
        (await client.GetJson($"{main}admin?f=json")).ShouldBeError(404, "There is no resource admin.");
    }

    [Fact]
    public async Task A_port_that_is_among_the_addresses_is_not_added_again()
    {
        var port = FreePort();
        await using var running = await RunningServer.StartAsync(
            $"--urls=http://127.0.0.1:0;http://127.0.0.1:{port}", $"--GpServer:Admin:Port={port}");
        running.Addresses.Count.ShouldBe(2);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
