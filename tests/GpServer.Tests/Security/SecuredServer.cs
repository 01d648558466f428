using GpServer.Security;

namespace GpServer.Tests.Security;

/// <summary>A site with users of every kind, and services that only some may use.</summary>
public sealed class SecuredServer : TestServer, IAsyncLifetime
{
    public const string Password = "correct horse 1";

    public SecuredServer()
        : base(("PrimaryAdministrator:Password", Password))
    {
    }

    public async Task InitializeAsync()
    {
        await AddUserAsync("ann", Password, ("analyst", Privilege.User));
        await AddUserAsync("amy", Password, ("analyst", Privilege.User));
        await AddUserAsync("ulf", Password, ("viewer", Privilege.User));
        await AddUserAsync("pia", Password, ("publisher", Privilege.Publisher));
        await AddServiceAsync("Analysis",
            """{"tasks":["Echo","Hold","WriteReport"],"executionType":"Asynchronous","capabilities":"Uploads","resultMapServer":true}""", "analyst");
        await AddServiceAsync("Locked/Analysis",
            """{"tasks":["WriteReport"],"executionType":"Asynchronous","capabilities":"Uploads","resultMapServer":true}""", "analyst");
        await AddServiceAsync("Quick", """{"tasks":["Echo"]}""", "analyst");
        await AddServiceAsync("Members/Own", """{"tasks":["Echo"]}""", "esriAuthenticated");
        await AddServiceAsync("Public", """{"tasks":["Echo","WriteReport"],"executionType":"Asynchronous","capabilities":"Uploads"}""");
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>A token of a user of this site.</summary>
    public async Task<string> TokenAsync(string user, params (string Name, string Value)[] more)
    {
        using var client = CreateClient();
        var answer = await client.PostForm(
            "/tokens/generateToken", [("username", user), ("password", Password), ("f", "json"), .. more]);
        return answer.GetProperty("token").GetString()!;
    }
}
