namespace GpServer.Tests.Security;

/// <summary>Guessing passwords. Each test has a server of its own: failures of one address count together.</summary>
public sealed class GuessingTests : IDisposable
{
    readonly TestServer _server = new();
    readonly HttpClient _client;

    public GuessingTests()
    {
        _client = _server.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Guessing_a_password_ends_in_waiting_also_for_the_right_one()
    {
        await _server.AddUserAsync("victim", SecuredServer.Password);
        await _server.AddUserAsync("other", SecuredServer.Password);
        for (var i = 0; i < 5; i++)
        {
            (await SignInAsync("victim", $"guess {i} of it")).ShouldBeError(400, "Invalid username or password.");
        }

        (await SignInAsync("victim", SecuredServer.Password)).ShouldBeError(400, "too many failed attempts", "try again in 1 seconds");
        (await SignInAsync("other", SecuredServer.Password)).TryGetProperty("token", out _).ShouldBeTrue("others are not kept out");
        await Task.Delay(1_100);
        (await SignInAsync("victim", SecuredServer.Password)).TryGetProperty("token", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Guesses_at_the_same_time_do_not_all_count_as_the_first()
    {
        await _server.AddUserAsync("target", SecuredServer.Password);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SignInAsync("target", $"guess {i} of it")));
        answers.Count(answer => answer.ToString().Contains("Invalid username", StringComparison.Ordinal)).ShouldBe(5);
        answers.Count(answer => answer.ToString().Contains("too many failed", StringComparison.Ordinal)).ShouldBe(15);
    }

    [Fact]
    public async Task An_unknown_name_is_made_to_wait_as_a_known_one()
    {
        for (var i = 0; i < 5; i++)
        {
            (await SignInAsync("no.such.user", $"guess {i} of it")).ShouldBeError(400, "Invalid username or password.");
        }

        (await SignInAsync("no.such.user", "another guess")).ShouldBeError(400, "too many failed attempts");
    }

    Task<System.Text.Json.JsonElement> SignInAsync(string user, string password) =>
        _client.PostForm("/tokens/generateToken", ("username", user), ("password", password), ("f", "json"));
}
