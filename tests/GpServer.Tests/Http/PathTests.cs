namespace GpServer.Tests.Http;

/// <summary>Paths as attackers spell them, byte for byte through real Kestrel.</summary>
public sealed class PathTests(HostileClientTests.Limited limited) : IClassFixture<HostileClientTests.Limited>
{
    const string Service = "/rest/services/Toolbox/GPServer";

    readonly Uri _address = limited.Server.Address;

    public static TheoryData<string> Spellings => [.. SpelledPaths.Of(Service)];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_spelling_of_a_path_leads_to_its_resource_or_nowhere(string path)
    {
        var answer = await RawHttp.GetAsync(_address, $"{path}?f=json");
        var isResource = answer.Contains("\"executionType\"", StringComparison.Ordinal);
        var isRefused = answer.Contains("\"code\":404", StringComparison.Ordinal) || answer.Contains("\"code\":400", StringComparison.Ordinal)
            || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal);
        (isResource ^ isRefused).ShouldBeTrue(answer);
        limited.Server.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/rest/directories/arcgisjobs/Toolbox_gpserver/x/scratch/..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/rest/directories/arcgisjobs/Toolbox_gpserver/x/scratch/..%5c..%5cgpserver.db")]
    [InlineData("/rest/directories/arcgisjobs/../../../../../etc/passwd")]
    [InlineData("/rest/directories/arcgisjobs/%2e%2e/%2e%2e/gpserver.db")]
    [InlineData("/rest/directories/arcgisjobs//etc/passwd")]
    [InlineData("/openapi/..%2f..%2fappsettings.json")]
    [InlineData("/openapi/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/openapi/..%5cappsettings.json")]
    [InlineData("/openapi/..;/appsettings.json")]
    public async Task No_path_leads_to_a_file_of_the_machine(string path)
    {
        var answer = await RawHttp.GetAsync(_address, $"{path}?f=json");
        answer.ShouldNotContain("root:");
        answer.ShouldNotContain("SQLite format");
        (answer.StartsWith("HTTP/1.1 404 ", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal)
            || answer.Contains("\"code\":404", StringComparison.Ordinal)).ShouldBeTrue(answer);
        limited.Server.Errors.ShouldBeEmpty();
    }
}
