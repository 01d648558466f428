using System.Text.Json;
using GpServer.Storage.Site;
using GpServer.Tests.Security;
using GpServer.Tests.Tools;

namespace GpServer.Tests.Admin.Jobs;

/// <summary>Jobs of all users, as those who look after a service meet them.</summary>
public sealed class JobResourceTests(SecuredServer server) : IClassFixture<SecuredServer>, IAsyncLifetime
{
    readonly HttpClient _client = server.CreateClient();
    string _publisher = "";
    string _ann = "";

    public async Task InitializeAsync() => (_publisher, _ann) = (await server.TokenAsync("pia"), await server.TokenAsync("ann"));

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Jobs_are_found_by_their_user_status_and_time_page_by_page()
    {
        await CreateAsync("Asked");
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, await SubmitAsync("Asked", "Echo", ("Text", "a")));
        }

        foreach (var id in ids)
        {
            await EndedAsync("Asked", "Echo", id);
        }

        var first = await QueryAsync("Asked", ("number", "2"));
        first.GetProperty("total").GetInt64().ShouldBe(3);
        first.GetProperty("nextStart").GetInt64().ShouldBe(3);
        first.GetProperty("query").GetProperty("serviceName").GetString().ShouldBe("Asked");
        var last = await QueryAsync("Asked", ("number", "2"), ("start", "3"));
        last.GetProperty("nextStart").GetInt64().ShouldBe(-1);
        IdsOf(first).Concat(IdsOf(last)).ShouldBe(ids);

        var job = first.GetProperty("results")[0];
        job.GetProperty("status").GetString().ShouldBe("esriJobSucceeded");
        job.GetProperty("username").GetString().ShouldBe("ann");
        job.GetProperty("machinename").GetString().ShouldBe(Environment.MachineName);
        var submitted = job.GetProperty("submittedTime").GetInt64();
        job.GetProperty("endTime").GetInt64().ShouldBeGreaterThanOrEqualTo(submitted);
        (await _client.GetJson($"{new Uri(job.GetProperty("url").GetString()!).AbsolutePath}?f=json&token={_ann}"))
            .GetProperty("jobId").GetString().ShouldBe(ids[0]);
        (await _client.Admin($"services/Asked.GPServer/jobs/{ids[0]}", _publisher)).ToString().ShouldBe(job.ToString());

        (await TotalAsync("Asked", ("userName", "ann"))).ShouldBe(3);
        (await TotalAsync("Asked", ("userName", "ulf"))).ShouldBe(0);
        (await TotalAsync("Asked", ("jobStatus", "esriJobSucceeded"))).ShouldBe(3);
        (await TotalAsync("Asked", ("jobStatus", "esriJobFailed"))).ShouldBe(0);
        (await TotalAsync("Asked", ("jobStatus", "esriJobNew"))).ShouldBe(0);
        (await TotalAsync("Asked", ("machineName", Environment.MachineName))).ShouldBe(3);
        (await TotalAsync("Asked", ("machineName", "elsewhere"))).ShouldBe(0);
        (await TotalAsync("Asked", ("startTime", $"{submitted}"))).ShouldBeInRange(1, 3);
        (await TotalAsync("Asked", ("startTime", $"{submitted + 60_000}"))).ShouldBe(0);
        (await TotalAsync("Asked", ("startTime", "0"), ("endTime", $"{submitted}"))).ShouldBe(3);
        (await _client.Admin("services/Asked.GPServer/jobs/statistics", _publisher)).GetProperty("esriJobSucceeded").GetInt64().ShouldBe(3);
        (await TotalAsync("Analysis", ("userName", "ann"), ("jobStatus", "esriJobSucceeded"))).ShouldBe(0);
    }

    [Theory]
    [InlineData("jobStatus", "done", "jobStatus")]
    [InlineData("startTime", "yesterday", "startTime")]
    [InlineData("startTime", "-1", "startTime")]
    [InlineData("endTime", "99999999999999999999", "endTime")]
    [InlineData("number", "0", "number")]
    [InlineData("number", "1000000", "number")]
    [InlineData("start", "0", "start")]
    public async Task A_question_that_is_none_is_refused_by_name(string name, string value, string said) =>
        await _client.AdminRefuses("services/Analysis.GPServer/jobs/query", _publisher, 400, said, (name, value));

    [Fact]
    public async Task A_job_is_cancelled_and_one_that_has_ended_is_not()
    {
        await CreateAsync("Cancels");
        var id = await SubmitAsync("Cancels", "Hold", ("Name", "admin-cancel"));
        (await Hold.Of("admin-cancel").Started.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        (await _client.Admin("services/Cancels.GPServer/statistics", _publisher)).GetProperty("summary").GetProperty("busy").GetInt32().ShouldBe(1);
        await _client.Admin($"services/Cancels.GPServer/jobs/{id}/cancel", _publisher);
        (await EndedAsync("Cancels", "Hold", id)).ShouldBe("esriJobCancelled");
        await _client.AdminRefuses($"services/Cancels.GPServer/jobs/{id}/cancel", _publisher, 500, $"Unable to cancel job :[{id}]");
        await _client.AdminRefuses($"services/Quick.GPServer/jobs/{id}/cancel", _publisher, 404, id[..20]);
        await _client.AdminRefuses("services/Cancels.GPServer/jobs/j1/cancel", _publisher, 404, "j1");
        (await AuditedAsync("jobs/cancel")).ShouldContain($"Cancels/{id}");
    }

    [Fact]
    public async Task A_deleted_job_is_gone_also_while_it_runs()
    {
        await CreateAsync("Deletes");
        var ended = await SubmitAsync("Deletes", "Echo", ("Text", "a"));
        await EndedAsync("Deletes", "Echo", ended);
        var running = await SubmitAsync("Deletes", "Hold", ("Name", "admin-delete"));
        (await Hold.Of("admin-delete").Started.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        foreach (var (id, task) in new[] { (ended, "Echo"), (running, "Hold") })
        {
            await _client.Admin($"services/Deletes.GPServer/jobs/{id}/delete", _publisher);
            (await _client.GetJson($"/rest/services/Deletes/GPServer/{task}/jobs/{id}?f=json&token={_ann}")).ShouldBeError(404);
            await _client.AdminRefuses($"services/Deletes.GPServer/jobs/{id}/delete", _publisher, 404, "no job");
        }

        (await Hold.Of("admin-delete").Ended.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        (await TotalAsync("Deletes")).ShouldBe(0);
        (await AuditedAsync("jobs/delete")).ShouldContain($"Deletes/{running}");
    }

    [Fact]
    public async Task Jobs_of_a_stopped_service_wait_and_a_purge_ends_them()
    {
        await CreateAsync("Waits");
        await _client.Admin("services/Waits.GPServer/stop", _publisher);
        (await _client.PostForm("/rest/services/Waits/GPServer/Echo/submitJob", ("Text", "a"), ("f", "json"), ("token", _ann))).ShouldBeError(500);
        await _client.Admin("services/Waits.GPServer/start", _publisher);
        await _client.Admin("services/Waits.GPServer/edit", _publisher, ("service", """{"maxInstancesPerNode":1}"""));
        var running = await SubmitAsync("Waits", "Hold", ("Name", "admin-wait"));
        (await Hold.Of("admin-wait").Started.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        var waiting = await SubmitAsync("Waits", "Echo", ("Text", "a"));
        await _client.Admin("services/Waits.GPServer/stop", _publisher);
        Hold.Of("admin-wait").Go.Release();
        await UntilAsync(async () => await StatusAsync("Waits", running) == "esriJobSucceeded");
        (await StatusAsync("Waits", waiting)).ShouldBe("esriJobSubmitted");
        (await _client.Admin("services/Waits.GPServer/jobs/purgeQueue", _publisher)).GetProperty("purged").GetInt32().ShouldBe(1);
        (await StatusAsync("Waits", waiting)).ShouldBe("esriJobCancelled");
        (await StatusAsync("Waits", running)).ShouldBe("esriJobSucceeded");
        (await _client.Admin("services/Waits.GPServer/jobs/purgeQueue", _publisher)).GetProperty("purged").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Jobs_of_a_deleted_service_are_stopped_and_no_later_service_has_them()
    {
        await CreateAsync("Vanish");
        var ended = await SubmitAsync("Vanish", "Echo", ("Text", "a"));
        await EndedAsync("Vanish", "Echo", ended);
        await SubmitAsync("Vanish", "Hold", ("Name", "admin-vanish"));
        (await Hold.Of("admin-vanish").Started.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        await _client.Admin("services/Vanish.GPServer/delete", _publisher);
        (await Hold.Of("admin-vanish").Ended.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        await CreateAsync("Vanish");
        (await TotalAsync("Vanish")).ShouldBe(0);
        (await _client.GetJson($"/rest/services/Vanish/GPServer/Echo/jobs/{ended}?f=json&token={_ann}")).ShouldBeError(404);
    }

    [Fact]
    public async Task Jobs_go_with_their_service_to_its_new_name_but_not_while_one_runs()
    {
        await CreateAsync("Older");
        var ended = await SubmitAsync("Older", "Echo", ("Text", "a"));
        await EndedAsync("Older", "Echo", ended);
        var running = await SubmitAsync("Older", "Hold", ("Name", "admin-rename"));
        (await Hold.Of("admin-rename").Started.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        (string, string)[] names = [("serviceName", "Older"), ("serviceType", "GPServer"), ("serviceNewName", "Newer")];
        await _client.AdminRefuses("services/renameService", _publisher, 409, "runs 1 jobs", names);
        Hold.Of("admin-rename").Go.Release();
        await EndedAsync("Older", "Hold", running);
        await _client.Admin("services/renameService", _publisher, names);
        (await TotalAsync("Newer")).ShouldBe(2);
        (await _client.GetJson($"/rest/services/Newer/GPServer/Echo/jobs/{ended}/results/Same?f=json&token={_ann}"))
            .GetProperty("value").GetString().ShouldBe("a");
        await EndedAsync("Newer", "Echo", await SubmitAsync("Newer", "Echo", ("Text", "b")));
    }

    [Fact]
    public async Task Users_who_are_no_publishers_see_no_jobs_here()
    {
        await _client.AdminRefuses("services/Analysis.GPServer/jobs/query", _ann, 403, "permissions");
        await _client.AdminRefuses("services/Analysis.GPServer/jobs/statistics", _ann, 403, "permissions");
    }

    async Task CreateAsync(string name)
    {
        await _client.Admin("services/createService", _publisher, ("service",
            $$"""{"serviceName":"{{name}}","tasks":["Echo","Hold"],"properties":{"executionType":"Asynchronous"} }"""));
        await _client.Admin($"services/{name}.GPServer/permissions/add", _publisher, ("principal", "analyst"));
    }

    async Task<string> SubmitAsync(string service, string task, params (string Name, string Value)[] form)
    {
        var answer = await _client.PostForm($"/rest/services/{service}/GPServer/{task}/submitJob", [.. form, ("f", "json"), ("token", _ann)]);
        answer.TryGetProperty("jobId", out var id).ShouldBeTrue(answer.ToString());
        return id.GetString()!;
    }

    async Task<string> EndedAsync(string service, string task, string id)
    {
        var status = "";
        await UntilAsync(async () =>
        {
            var job = await _client.GetJson($"/rest/services/{service}/GPServer/{task}/jobs/{id}?f=json&token={_ann}");
            status = job.GetProperty("jobStatus").GetString()!;
            return status is "esriJobSucceeded" or "esriJobFailed" or "esriJobTimedOut" or "esriJobCancelled";
        });
        return status;
    }

    async Task<string> StatusAsync(string service, string id) =>
        (await _client.Admin($"services/{service}.GPServer/jobs/{id}", _publisher)).GetProperty("status").GetString()!;

    Task<JsonElement> QueryAsync(string service, params (string Name, string Value)[] form) =>
        _client.Admin($"services/{service}.GPServer/jobs/query", _publisher, form);

    async Task<long> TotalAsync(string service, params (string Name, string Value)[] form) =>
        (await QueryAsync(service, form)).GetProperty("total").GetInt64();

    async Task<IEnumerable<string>> AuditedAsync(string action) =>
        (await server.Get<AuditLog>().ReadAsync(DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UnixEpoch, 1_000, CancellationToken.None))
        .Where(line => line.Action == action && line.User == "pia").Select(line => line.Target);

    static IEnumerable<string> IdsOf(JsonElement page) =>
        page.GetProperty("results").EnumerateArray().Select(job => job.GetProperty("jobID").GetString()!);

    static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var end = DateTime.UtcNow.AddSeconds(60);
        while (!await holds())
        {
            (DateTime.UtcNow < end).ShouldBeTrue("what was waited for did not happen");
            await Task.Delay(20);
        }
    }
}
