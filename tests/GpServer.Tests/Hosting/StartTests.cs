using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Hosting;
using GpServer.Options;
using GpServer.Tests.Tools;

namespace GpServer.Tests.Hosting;

public sealed class StartTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task A_server_that_runs_is_healthy(string url)
    {
        (await server.CreateClient().GetStringAsync(url)).ShouldBe("Healthy");
    }

    [Fact]
    public void Two_tools_of_one_name_stop_the_start_with_both_names()
    {
        var failure = Should.Throw<InvalidOperationException>(() => new ToolCatalog([new Echo(), new Echo()]));
        failure.Message.ShouldContain("'Echo' is already that of GpServer.Tests.Tools.Echo");
        ServerHost.Explanation(failure).ShouldBe(failure.Message);
    }

    [Fact]
    public void A_malformed_tool_stops_the_start_with_what_is_wrong()
    {
        var failure = Should.Throw<InvalidOperationException>(() => new ToolCatalog([new Malformed()]));
        failure.Message.ShouldContain("Malformed: the parameter name 'token' is one of the protocol's own");
    }

    [Fact]
    public void Temporary_files_that_were_left_are_gone_after_the_start()
    {
        using var own = new TestServer();
        var temporary = Directory.CreateDirectory(Path.Combine(own.DataDirectory, "temporary")).FullName;
        var left = Path.Combine(temporary, "left.features");
        File.WriteAllText(left, "x");
        using var client = own.CreateClient();
        File.Exists(left).ShouldBeFalse();
        Path.GetDirectoryName(own.TemporaryDirectory).ShouldBe(temporary);
        Directory.Exists(own.TemporaryDirectory).ShouldBeTrue();
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_stops_the_start_and_names_the_setting()
    {
        var file = Path.GetTempFileName();
        var options = Microsoft.Extensions.Options.Options.Create(new GpServerOptions { DataDirectory = file });
        using var files = new TemporaryFiles(options);
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => files.StartAsync(CancellationToken.None));
        ServerHost.Explanation(failure).ShouldNotBeNull().ShouldContain($"GpServer:DataDirectory is '{file}'");
        File.Delete(file);
    }

    sealed class Malformed : GpTool
    {
        public override ToolDefinition Definition { get; } = new("Malformed", "Tests")
        {
            Parameters = [new StringParameter("token"), new StringParameter("Output") { Direction = ParameterDirection.Output }],
        };

        public override void Run(ToolContext context) => throw new NotSupportedException();
    }
}
