using System.Text.Json;

namespace GpServer.Tests;

/// <summary>The few things that every test over HTTP does.</summary>
static class HttpClientExtensions
{
    const string Toolbox = "/rest/services/Toolbox/GPServer";

    public static async Task<JsonElement> GetJson(this HttpClient client, string url)
    {
        using var response = await client.GetAsync(url);
        return await response.ReadJson();
    }

    public static Task<JsonElement> Execute(this HttpClient client, string task, params (string Name, string Value)[] form) =>
        client.PostForm($"{Toolbox}/{task}/execute", [.. form, ("f", "json")]);

    public static async Task<JsonElement> PostForm(this HttpClient client, string url, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await client.PostAsync(url, content);
        return await response.ReadJson();
    }

    /// <summary>Does an operation of the Administrator API, which must succeed.</summary>
    public static async Task<JsonElement> Admin(
        this HttpClient client, string operation, string token, params (string Name, string Value)[] form)
    {
        var answer = await client.PostForm($"/admin/{operation}", [.. form, ("token", token), ("f", "json")]);
        if (answer.TryGetProperty("status", out var status) && status.GetString() == "error")
        {
            throw new ShouldAssertException($"{operation} failed: {answer}");
        }

        return answer;
    }

    /// <summary>Does an operation of the Administrator API, which must be refused.</summary>
    public static async Task AdminRefuses(
        this HttpClient client, string operation, string token, int code, string said, params (string Name, string Value)[] form)
    {
        var answer = await client.PostForm($"/admin/{operation}", [.. form, ("token", token), ("f", "json")]);
        answer.GetProperty("status").GetString().ShouldBe("error", answer.ToString());
        answer.GetProperty("code").GetInt32().ShouldBe(code, answer.ToString());
        answer.GetProperty("messages").ToString().ShouldContain(said, Case.Sensitive);
    }

    /// <summary>The body, which must have come with status 200 and the media type of JSON.</summary>
    public static async Task<JsonElement> ReadJson(this HttpResponseMessage response)
    {
        ((int)response.StatusCode).ShouldBe(200);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The value of an output of an execute answer.</summary>
    public static JsonElement Result(this JsonElement answer, string name)
    {
        if (answer.TryGetProperty("error", out var error))
        {
            throw new ShouldAssertException($"expected results but got the error {error}");
        }

        return answer.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("paramName").GetString() == name).GetProperty("value");
    }

    public static void ShouldBeError(this JsonElement answer, int code, params ReadOnlySpan<string> said)
    {
        answer.TryGetProperty("error", out var error).ShouldBeTrue($"expected an error but got {answer}");
        error.GetProperty("code").GetInt32().ShouldBe(code);
        error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        var text = string.Join('\n', error.GetProperty("details").EnumerateArray().Select(detail => detail.GetString())
            .Prepend(error.GetProperty("message").GetString()));
        foreach (var part in said)
        {
            text.ShouldContain(part, Case.Sensitive);
        }
    }
}
