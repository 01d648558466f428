using System.Text.Json;
using GpServer.Core;
using GpServer.Security;
using GpServer.Storage.Site;
using Microsoft.Extensions.Logging.Abstractions;

namespace GpServer.Tests.Security;

/// <summary>What must not be left of what there was: jobs, roles and denials.</summary>
public sealed class LeftoverTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    const string Echo = "/rest/services/Public/GPServer/Echo";

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_user_of_the_name_of_one_who_was_removed_has_none_of_the_jobs()
    {
        var admin = await server.TokenAsync("siteadmin");
        await server.AddUserAsync("bob", SecuredServer.Password);
        var job = (await _client.PostForm($"{Echo}/submitJob", ("Text", "private"), ("f", "json"), ("token", await server.TokenAsync("bob"))))
            .GetProperty("jobId").GetString();
        await _client.Admin("security/users/remove", admin, ("username", "bob"));
        await _client.Admin("security/users/add", admin, ("username", "bob"), ("password", SecuredServer.Password));
        var answer = await _client.GetJson($"{Echo}/jobs/{job}/inputs/Text?f=json&token={await server.TokenAsync("bob")}");
        answer.ShouldBeError(404, "Data unavailable");
        answer.ToString().ShouldNotContain("private");
    }

    [Fact]
    public async Task A_service_that_takes_the_name_of_another_has_none_of_its_jobs()
    {
        var admin = await server.TokenAsync("siteadmin");
        const string service = """{"serviceName":"Again","type":"GPServer","tasks":["Echo"],"properties":{"executionType":"Asynchronous"}}""";
        await _client.Admin("services/createService", admin, ("service", service));
        const string echo = "/rest/services/Again/GPServer/Echo";
        var job = (await _client.PostForm($"{echo}/submitJob", ("Text", "private"), ("f", "json"), ("token", admin))).GetProperty("jobId").GetString();

        // As if the node had been lost before it had dropped the jobs.
        var documents = server.Get<SiteDocuments>();
        var stored = (await documents.FindAsync(DocumentKind.Service, "Again", CancellationToken.None))!;
        await documents.ChangeAsync([DocumentChange.Delete(stored)], audit: null, CancellationToken.None);
        await server.Get<SiteRefresh>().ReadAsync(CancellationToken.None);
        await _client.Admin("services/createService", admin, ("service", service));
        (await _client.GetJson($"{echo}/jobs/{job}?f=json&token={admin}")).ShouldBeError(404, "Data unavailable");
    }

    [Fact]
    public async Task A_role_that_is_removed_while_it_is_given_leaves_nobody_with_it()
    {
        var admin = await server.TokenAsync("siteadmin");
        await server.AddUserAsync("tom", SecuredServer.Password);
        for (var i = 0; i < 15; i++)
        {
            await _client.Admin("security/roles/add", admin, ("rolename", "fleeting"));
            var answers = await Task.WhenAll(
                _client.PostForm("/admin/security/roles/remove", ("rolename", "fleeting"), ("token", admin), ("f", "json")),
                _client.PostForm("/admin/security/users/assignRoles", ("username", "tom"), ("roles", "fleeting"), ("token", admin), ("f", "json")));
            if (answers[0].GetProperty("status").GetString() != "success")
            {
                await _client.Admin("security/roles/remove", admin, ("rolename", "fleeting"));
            }

            server.Get<SiteState>().Now.Users["tom"].Roles.ShouldBeEmpty(JsonSerializer.Serialize(answers));
        }
    }

    [Fact]
    public void A_service_that_is_taken_away_is_not_found_and_never_decided_by_the_level_above()
    {
        var state = new SiteState(Microsoft.Extensions.Options.Options.Create(new GpServer.Options.GpServerOptions()), NullLogger<SiteState>.Instance);
        var rules = new AccessRules(state);
        SiteDocument[] root = [new(DocumentKind.Permissions, "/", """[{"principal":"esriEveryone","isAllowed":true}]""", 1)];
        state.Take(
        [
            .. root,
            new(DocumentKind.Service, "Denied", "{}", 1),
            new(DocumentKind.Permissions, "Denied", """[{"principal":"esriEveryone","isAllowed":false}]""", 1),
        ]);
        Should.Throw<GpException>(() => rules.Check(RouteAccess.Service, Caller.Anonymous, "Denied")).Error.ShouldBe(GpError.TokenRequired);

        // Its denial is gone, and the catalog may still have it for a moment.
        state.Take(root);
        Should.Throw<GpException>(() => rules.Check(RouteAccess.Service, Caller.Anonymous, "Denied")).Error.ShouldBe(GpError.ServiceNotFound);
    }

    [Fact]
    public async Task Permissions_that_cannot_be_read_permit_nothing()
    {
        await server.AddServiceAsync("Open/Torn", """{"tasks":["Echo"]}""");
        var documents = server.Get<SiteDocuments>();
        var stored = (await documents.FindAsync(DocumentKind.Permissions, "Open/Torn", CancellationToken.None))!;
        await documents.ChangeAsync(
            [
                DocumentChange.Update(stored, "{\"of\":\"a newer version\"}"),
                DocumentChange.Add(DocumentKind.Permissions, "Open", """[{"principal":"esriEveryone","isAllowed":true}]"""),
            ],
            audit: null, CancellationToken.None);
        await server.Get<SiteRefresh>().ReadAsync(CancellationToken.None);
        (await _client.GetJson("/rest/services/Open/Torn/GPServer?f=json")).ShouldBeError(499);
    }

    [Fact]
    public async Task Many_right_sign_ins_at_the_same_time_all_succeed()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            _client.PostForm("/tokens/", ("username", "ulf"), ("password", SecuredServer.Password), ("f", "json"))));
        answers.Count(answer => answer.TryGetProperty("token", out _)).ShouldBe(12);
    }
}
