using GpServer.Outgoing;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.Outgoing;

public sealed class RedirectTests
{
    [Theory]
    [InlineData("http://127.0.0.2/x")]
    [InlineData("http://[::1]/x")]
    [InlineData("http://169.254.169.254/latest/meta-data/iam")]
    [InlineData("//localhost/x")]
    public async Task A_redirect_to_a_place_inside_is_refused(string place)
    {
        await using var other = await OtherServer.StartAsync(http => Redirect(http, place));
        using var fetch = new Fetch().Name("localhost", "127.0.0.1");
        (await fetch.RefusalAsync(other.Url("/data.json"))).ShouldContain("addresses that inputs are not fetched from");
        other.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("http://user:pass@127.0.0.1/x")]
    public async Task A_redirect_to_what_is_no_url_for_inputs_is_refused(string place)
    {
        await using var other = await OtherServer.StartAsync(http => Redirect(http, place));
        using var fetch = new Fetch();
        await fetch.RefusalAsync(other.Url("/data.json"));
        other.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void From_https_no_redirect_leads_to_http()
    {
        var secure = OutgoingUrl.Parse("https://data.example.com/x");
        Should.Throw<OutgoingFailure>(() => secure.Follow("http://data.example.com/x")).Message.ShouldContain("from https to http");
        secure.Follow("/y").Uri.AbsoluteUri.ShouldBe("https://data.example.com/y");
        OutgoingUrl.Parse("http://data.example.com/x").Follow("https://data.example.com/x").IsHttps.ShouldBeTrue();
    }

    [Fact]
    public async Task A_redirect_is_followed_relative_to_where_it_was_given()
    {
        await using var other = await OtherServer.StartAsync(http =>
            http.Request.Path == "/a/b" ? Redirect(http, "../c?d=1") : http.Response.WriteAsync($"{http.Request.Path}{http.Request.QueryString}"));
        using var fetch = new Fetch();
        (await fetch.TextAsync(other.Url("/a/b"))).ShouldBe("/c?d=1");
    }

    [Fact]
    public async Task Five_redirects_are_followed_and_no_more()
    {
        await using var other = await OtherServer.StartAsync(http =>
        {
            var number = int.Parse(http.Request.Path.Value![1..]);
            return number == 0 ? http.Response.WriteAsync("there") : Redirect(http, $"/{number - 1}");
        });
        using var fetch = new Fetch();
        (await fetch.TextAsync(other.Url("/5"))).ShouldBe("there");
        (await fetch.RefusalAsync(other.Url("/6"))).ShouldContain("redirects more than 5 times");
    }

    [Fact]
    public async Task A_redirect_to_a_host_from_which_the_service_takes_nothing_is_refused()
    {
        await using var second = await OtherServer.StartAsync(http => http.Response.WriteAsync("data"));
        await using var first = await OtherServer.StartAsync(http => Redirect(http, second.Url("/x")));
        using var fetch = new Fetch { ServiceHosts = [$"127.0.0.1:{first.Port}"] };
        (await fetch.RefusalAsync(first.Url("/x"))).ShouldContain($"takes no inputs from the host 127.0.0.1:{second.Port}");
        second.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_goes_to_the_host_for_which_it_is_and_to_no_other()
    {
        await using var second = await OtherServer.StartAsync(http => http.Response.WriteAsync("data"));
        await using var first = await OtherServer.StartAsync(http =>
            http.Request.Path == "/moved" ? Redirect(http, second.Url("/x")) : Redirect(http, "/moved"));
        using var fetch = new Fetch();
        (await fetch.TextAsync(first.Url("/x?a=1"), token: "s3cret")).ShouldBe("data");
        first.Requests.Select(request => request.Query).ShouldBe(["?a=1&token=s3cret", "?token=s3cret"]);
        ShouldHaveNoTrace(second.Requests.ShouldHaveSingleItem());
    }

    [Fact]
    public async Task A_posted_token_goes_to_no_other_host_either_and_the_form_stays_one_where_the_place_has_moved()
    {
        await using var second = await OtherServer.StartAsync(http => http.Response.WriteAsync("data"));
        await using var first = await OtherServer.StartAsync(http =>
            http.Request.Path == "/moved" ? Redirect(http, second.Url("/x")) : Redirect(http, "/moved"));
        using var fetch = new Fetch();
        (await fetch.TextAsync(first.Url("/x"), "s3cret", ("where", "1=1"))).ShouldBe("data");
        first.Requests.ShouldAllBe(request => request.Method == "POST" && request.Form["token"] == "s3cret" && request.Form["where"] == "1=1");
        var last = second.Requests.ShouldHaveSingleItem();
        last.Form["where"].ShouldBe("1=1");
        ShouldHaveNoTrace(last);
    }

    [Fact]
    public async Task Nothing_of_the_server_or_its_callers_is_sent_beside_the_request()
    {
        await using var other = await OtherServer.StartAsync(http =>
        {
            http.Response.Cookies.Append("a", "b");
            return http.Response.WriteAsync("data");
        });
        using var fetch = new Fetch();
        await fetch.TextAsync(other.Url("/x"));
        await fetch.TextAsync(other.Url("/x"));
        other.Requests[1].Headers.Keys.ShouldBe(["Accept-Encoding", "Host", "User-Agent"], ignoreOrder: true);
    }

    static void ShouldHaveNoTrace(OtherServer.Asked request) =>
        string.Join('\n', [request.Query, .. request.Form.Values, .. request.Headers.Values]).ShouldNotContain("s3cret");

    static Task Redirect(HttpContext http, string place)
    {
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = place;
        return Task.CompletedTask;
    }
}
