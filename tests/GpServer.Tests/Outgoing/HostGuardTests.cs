using GpServer.Core;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.Outgoing;

/// <summary>Which hosts are asked at all.</summary>
public sealed class HostGuardTests
{
    const string NotFetched = "was not found, or it has only addresses that inputs are not fetched from";

    [Theory]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://127.1/x")]
    [InlineData("http://2130706433/x")]
    [InlineData("http://0x7f000001/x")]
    [InlineData("http://0x7f.0.0.1/x")]
    [InlineData("http://0177.0.0.1/x")]
    [InlineData("http://017700000001/x")]
    [InlineData("http://127.0.0.1./x")]
    [InlineData("http://[::1]/x")]
    [InlineData("http://[::ffff:127.0.0.1]/x")]
    [InlineData("http://[::ffff:7f00:1]/x")]
    [InlineData("http://[0:0:0:0:0:0:0:1]/x")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://0/x")]
    [InlineData("http://10.1.2.3:8080/x")]
    [InlineData("http://１２７.0.0.1/x")]
    [InlineData("http://localhost/x")]
    [InlineData("http://LOCALHOST./x")]
    [InlineData("http://a.localhost/x")]
    public async Task An_address_inside_is_refused_however_it_is_spelled(string url)
    {
        using var fetch = new Fetch(options => options.AllowedHosts = []).Name("localhost", "127.0.0.1,::1").Name("a.localhost", "127.0.0.1");
        (await fetch.RefusalAsync(url)).ShouldContain(NotFetched);
    }

    [Theory]
    [InlineData("ftp://example.com/x", "must begin with http:// or https://")]
    [InlineData("file:///etc/passwd", "must begin with http:// or https://")]
    [InlineData("gopher://example.com/x", "must begin with http:// or https://")]
    [InlineData("//example.com/x", "must begin with http:// or https://")]
    [InlineData("http:/example.com", "")]
    [InlineData("http://user:secret@example.com/x", "has a user name in it")]
    [InlineData("http://example.com@127.0.0.1/x", "has a user name in it")]
    [InlineData("http://@127.0.0.1/x", "has a user name in it")]
    [InlineData("http://127.0.0.1%2f@example.com/x", "")]
    [InlineData("http://127%2e0.0.1/x", "")]
    [InlineData("http://example.com\\@127.0.0.1/x", "a blank, a control character or a backslash")]
    [InlineData("http:\\\\127.0.0.1/x", "a blank, a control character or a backslash")]
    [InlineData("http://127.0.0.1\t/x", "a blank, a control character or a backslash")]
    [InlineData("http://example.com /x", "a blank, a control character or a backslash")]
    [InlineData("http://[fe80::1%25eth0]/x", "has no valid host")]
    [InlineData("http://example.com:99999/x", "must begin with http:// or https://")]
    [InlineData("http://example.com:0/x", "has no valid host")]
    [InlineData("http:///x", "must begin with http:// or https://")]
    [InlineData("http://[::1", "must begin with http:// or https://")]
    public async Task A_url_that_can_be_read_in_two_ways_or_in_none_is_refused(string url, string said)
    {
        using var fetch = new Fetch();
        var refusal = await fetch.RefusalAsync(url);
        refusal.ShouldContain(said);
        refusal.ShouldNotContain("secret");
        fetch.LookUps.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_in_the_words_for_a_name_that_there_is_not()
    {
        using var fetch = new Fetch(options => options.AllowedHosts = []).Name("inside.example.com", "10.0.0.1,::ffff:192.168.0.1,fd00::1");
        var inside = await fetch.RefusalAsync("http://inside.example.com/x");
        inside.ShouldContain(NotFetched);
        (await fetch.RefusalAsync("http://nowhere.example.com/x")).Replace("nowhere", "inside", StringComparison.Ordinal).ShouldBe(inside);
    }

    [Fact]
    public async Task Of_the_addresses_of_a_name_only_those_outside_are_asked()
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync("inside"));
        using var fetch = new Fetch(options =>
        {
            options.AllowedHosts = [];
            options.ConnectSeconds = 0.05;
            options.Retries = 0;
        }).Name("both.example.com", "127.0.0.1,2001:4860:4860::8888");
        await Should.ThrowAsync<GpException>(() => fetch.TextAsync($"http://both.example.com:{other.Port}/x"));
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_changes_its_address_is_checked_at_each_connection_and_looked_up_once_for_it()
    {
        await using var other = await OtherServer.StartAsync(http =>
        {
            http.Response.Headers.Connection = "close";
            return http.Response.WriteAsync("inside");
        });
        using var fetch = new Fetch(options =>
        {
            options.AllowedHosts = [];
            options.ConnectSeconds = 0.05;
            options.Retries = 0;
        }).Name("rebinds.example.com", "8.8.8.8", "127.0.0.1");
        await Should.ThrowAsync<GpException>(() => fetch.TextAsync($"http://rebinds.example.com:{other.Port}/x"));
        fetch.LookUps.ShouldBe(1);
        (await fetch.RefusalAsync($"http://rebinds.example.com:{other.Port}/x")).ShouldContain(NotFetched);
        fetch.LookUps.ShouldBe(2);
        other.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("data.example.com")]
    [InlineData("*.example.com")]
    [InlineData("DATA.Example.com")]
    public async Task An_administrator_can_allow_a_host_inside(string allowed)
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync("data"));
        using var fetch = new Fetch(options => options.AllowedHosts = [allowed]).Name("data.example.com", "127.0.0.1");
        (await fetch.TextAsync($"http://data.example.com:{other.Port}/x")).ShouldBe("data");
        (await fetch.TextAsync($"http://Data.example.com.:{other.Port}/x")).ShouldBe("data");
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("*.data.example.com")]
    [InlineData("*.ample.com")]
    [InlineData("data.example.com:1")]
    public async Task A_host_is_not_allowed_by_the_name_of_another(string allowed)
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync("data"));
        using var fetch = new Fetch(options => options.AllowedHosts = [allowed]).Name("data.example.com", "127.0.0.1");
        (await fetch.RefusalAsync($"http://data.example.com:{other.Port}/x")).ShouldContain(NotFetched);
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_is_allowed_at_one_port_where_the_setting_says_one()
    {
        await using var one = await OtherServer.StartAsync(http => http.Response.WriteAsync("one"));
        await using var two = await OtherServer.StartAsync(http => http.Response.WriteAsync("two"));
        using var fetch = new Fetch(options => options.AllowedHosts = [$"127.0.0.1:{one.Port}"]);
        (await fetch.TextAsync(one.Url("/"))).ShouldBe("one");
        (await fetch.RefusalAsync(two.Url("/"))).ShouldContain(NotFetched);
    }

    [Fact]
    public async Task A_service_may_take_inputs_from_some_hosts_only()
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync("data"));
        using var fetch = new Fetch { ServiceHosts = ["*.example.com"] };
        (await fetch.RefusalAsync(other.Url("/"))).ShouldContain($"takes no inputs from the host 127.0.0.1:{other.Port}");
        using var permitted = new Fetch { ServiceHosts = ["*.example.com", "127.0.0.1"] };
        (await permitted.TextAsync(other.Url("/"))).ShouldBe("data");
    }

    [Fact]
    public async Task Only_allowed_hosts_are_asked_where_the_server_says_so()
    {
        using var fetch = new Fetch(options => options.OnlyAllowedHosts = true).Name("example.com", "8.8.8.8");
        (await fetch.RefusalAsync("https://example.com/x")).ShouldContain("takes no inputs from the host example.com; an administrator can allow it");
        fetch.LookUps.ShouldBe(0);
    }
}
