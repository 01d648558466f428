using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GpServer.Hosting;
using GpServer.Options;
using GpServer.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GpServer.Tests.Hosting;

public sealed class StoreOpeningTests
{
    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start_and_says_so()
    {
        var data = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(data, "gpserver.db"), new string('x', 10_000));
            var failure = await OpenAsync(new GpServerOptions { DataDirectory = data });
            failure.ShouldContain("file is not a database");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_second_server_in_one_data_directory_stops_and_says_so()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        (await OpenAsync(new GpServerOptions { DataDirectory = server.DataDirectory })).ShouldContain("is in use by another server");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_waited_for_no_longer_than_is_said()
    {
        var failure = await OpenAsync(PostgreSql("Host=/nowhere-at-all;Username=gpserver;Password=xyzzy", seconds: 0.1));
        failure.ShouldContain("cannot be reached");
        failure.ShouldNotContain("xyzzy");
    }

    [Theory]
    [InlineData("Colour=red")]
    [InlineData("Port=abc")]
    public async Task A_connection_string_with_a_fault_stops_the_start_without_its_password(string fault)
    {
        var began = Stopwatch.GetTimestamp();
        var failure = await OpenAsync(PostgreSql($"Host=/nowhere-at-all;Password=xyzzy;{fault}", seconds: 600));
        failure.ShouldContain("connection string of the database cannot be read");
        failure.ShouldNotContain("xyzzy");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_wrong_password_stops_the_start_at_once_and_is_not_repeated()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var refusing = RefuseAsync(listener);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = PostgreSql($"Host=127.0.0.1;Port={port};Username=gpserver;Password=xyzzy;SSL Mode=Disable", seconds: 600);
        var failure = await OpenAsync(options).WaitAsync(TimeSpan.FromSeconds(60));
        failure.ShouldContain("password authentication failed for user \"gpserver\"");
        failure.ShouldNotContain("xyzzy");
        listener.Stop();
        await refusing;
    }

    /// <summary>Answers every connection as PostgreSQL answers a wrong password.</summary>
    static async Task RefuseAsync(TcpListener listener)
    {
        const string error = "SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user \"gpserver\"\0\0";
        byte[] answer = [(byte)'E', 0, 0, 0, (byte)(error.Length + 4), .. Encoding.ASCII.GetBytes(error)];
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[1024]);
                await stream.WriteAsync(answer);
            }
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
    }

    static GpServerOptions PostgreSql(string connection, double seconds) => new()
    {
        Storage = new StorageOptions { Provider = StorageProvider.PostgreSql, ConnectionString = connection, StartWaitSeconds = seconds },
    };

    /// <summary>What the server says about a store that it cannot open.</summary>
    static async Task<string> OpenAsync(GpServerOptions options)
    {
        var failure = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var store = await StoreOpening.OpenAsync(options, TimeProvider.System, NullLogger.Instance);
        });
        return ServerHost.Explanation(failure).ShouldNotBeNull($"the process would end with a stack trace: {failure}");
    }
}
