using System.Globalization;
using System.Text.Json.Nodes;
using GpServer.Admin.Services;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Jobs;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Rest.Jobs;
using GpServer.Storage.Site;

namespace GpServer.Admin.Jobs;

/// <summary><c>…/jobs</c> of a service: jobs of all users, for those who look after the service.</summary>
sealed class JobResources(StoredServices services, JobAdministration jobs, IJobQueue queue, AuditLog audit)
{
    const int MostPage = 1_000;
    const string StatusPrefix = "esriJob";

    /// <summary>The statuses of the protocol that no job has here: its queue has no such steps.</summary>
    static readonly string[] Unused = ["esriJobNew", "esriJobDeleting", "esriJobDeleted"];

    static readonly JobStatus[] Statuses = [.. Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Receiving)];

    public void Map(RestRoutes rest)
    {
        rest.MapOfService("/jobs", Root);
        rest.MapOfService("/jobs/query", Query);
        rest.MapOfService("/jobs/statistics", Statistics);
        rest.MapOfService("/jobs/purgeQueue", Purge);
        rest.MapOfService("/jobs/{job}", Get);
        rest.MapOfService("/jobs/{job}/cancel", Cancel);
        rest.MapOfService("/jobs/{job}/delete", Delete);
    }

    async ValueTask<EsriAnswer> Root(RestRequest request)
    {
        await services.GetAsync(request);
        return NodeJson.Answer(new JsonObject { ["resources"] = new JsonArray("statistics") });
    }

    async ValueTask<EsriAnswer> Query(RestRequest request)
    {
        var (_, service) = await services.GetAsync(request);
        var number = request.Number("number", 10, 1, MostPage);
        var start = request.Number("start", 1, 1, int.MaxValue);
        var status = request.Parameters.Word("jobStatus") ?? "";
        var query = new JobQuery
        {
            Service = service.QualifiedName,
            From = Time(request, "startTime"),
            To = Time(request, "endTime"),
            Status = StatusOf(status),
            User = request.Text("userName"),
            Machine = request.Text("machineName"),
            Number = number,
            Start = start - 1,
        };
        var page = IsUnused(status) ? new JobPage(0, []) : await jobs.QueryAsync(query, request.Aborted);
        var next = (long)start + page.Jobs.Count;
        return NodeJson.Answer(new JsonObject
        {
            ["total"] = page.Total,
            ["query"] = new JsonObject
            {
                ["serviceName"] = service.QualifiedName,
                ["userName"] = query.User ?? "",
                ["machineName"] = query.Machine ?? "",
                ["jobStatus"] = status,
                ["startTime"] = query.From?.ToUnixTimeMilliseconds(),
                ["endTime"] = query.To?.ToUnixTimeMilliseconds(),
            },
            ["num"] = page.Jobs.Count,
            ["start"] = start,
            ["nextStart"] = page.Jobs.Count > 0 && next <= page.Total ? next : -1,
            ["results"] = new JsonArray([.. page.Jobs.Select(job => Write(request, job))]),
        });
    }

    async ValueTask<EsriAnswer> Statistics(RestRequest request)
    {
        var (_, service) = await services.GetAsync(request);
        var counts = await jobs.CountAsync(service.QualifiedName, request.Aborted);
        var json = new JsonObject { ["total"] = counts.Values.Sum() };
        foreach (var status in Statuses)
        {
            json[$"{StatusPrefix}{status}"] = counts.GetValueOrDefault(status);
        }

        return NodeJson.Answer(json);
    }

    async ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var job = await FindAsync(request);
        return NodeJson.Answer(Write(request, job));
    }

    async ValueTask<EsriAnswer> Cancel(RestRequest request)
    {
        request.CheckIsPost();
        var job = await FindAsync(request);
        if (await queue.CancelAsync(job.Id, request.Aborted) is not { HadEnded: false })
        {
            return Unable("cancel", job.Id, 500);
        }

        await AuditAsync(request, "jobs/cancel", job);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Delete(RestRequest request)
    {
        request.CheckIsPost();
        var job = await FindAsync(request);

        // To its end, also when the caller leaves.
        if (!await jobs.DeleteAsync(job.Service, job.Id, CancellationToken.None))
        {
            return Unable("delete", job.Id, 400);
        }

        await AuditAsync(request, "jobs/delete", job);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Purge(RestRequest request)
    {
        request.CheckIsPost();
        var (_, service) = await services.GetAsync(request);
        var purged = await jobs.PurgeQueueAsync(service.QualifiedName, service.Retention, CancellationToken.None);
        if (purged > 0)
        {
            await audit.AddAsync(new AuditEntry(request.Caller.Name, request.Address, "jobs/purgeQueue", service.QualifiedName,
                new JsonObject { ["jobs"] = purged }.ToJsonString(), null), CancellationToken.None);
        }

        return NodeJson.Answer(new JsonObject { ["status"] = "success", ["purged"] = purged });
    }

    async ValueTask<Job> FindAsync(RestRequest request)
    {
        var (_, service) = await services.GetAsync(request);
        var id = request.Path("job");
        return await jobs.FindAsync(service.QualifiedName, id, request.Aborted)
            ?? throw new GpException(GpError.NoSuchItem, $"There is no job {TaskPublishing.Shown(id)} of this service.");
    }

    Task AuditAsync(RestRequest request, string action, Job job) => audit.AddAsync(new AuditEntry(
        request.Caller.Name, request.Address, action, $"{job.Service}/{job.Id}",
        new JsonObject { ["status"] = JobAnswer.StatusOf(job), ["task"] = job.Task, ["username"] = job.User }.ToJsonString(), null),
        CancellationToken.None);

    static JsonObject Write(RestRequest request, Job job) => new()
    {
        ["jobID"] = job.Id,
        ["submittedTime"] = job.SubmittedAt.ToUnixTimeMilliseconds(),
        ["startedTime"] = job.StartedAt?.ToUnixTimeMilliseconds(),
        ["endTime"] = job.EndedAt?.ToUnixTimeMilliseconds(),
        ["expiryTime"] = job.ExpiresAt?.ToUnixTimeMilliseconds(),
        ["status"] = JobAnswer.StatusOf(job),
        ["username"] = job.User.Length == 0 ? null : job.User,
        ["machinename"] = job.Node is { } node ? JobAdministration.MachineOf(node) : null,
        ["taskName"] = job.Task,
        ["runs"] = job.Runs,
        ["url"] = request.Url($"/rest/services/{job.Service}/GPServer/{job.Task}/jobs/{job.Id}"),
    };

    static JobStatus? StatusOf(string word)
    {
        if (word.Length == 0 || IsUnused(word))
        {
            return null;
        }

        foreach (var status in Statuses)
        {
            if (word.Equals($"{StatusPrefix}{status}", StringComparison.OrdinalIgnoreCase))
            {
                return status;
            }
        }

        var names = string.Join(", ", Statuses.Select(status => $"{StatusPrefix}{status}"));
        throw new GpException(GpError.InvalidParameter, $"jobStatus: {TaskPublishing.Shown(word)} is not valid; expected {names}.");
    }

    static bool IsUnused(string word) => Unused.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>A time in milliseconds since 1970, or null where none is given.</summary>
    static DateTimeOffset? Time(RestRequest request, string name)
    {
        // The end of the year 9999.
        const long last = 253_402_300_799_999;
        if (request.Parameters.Word(name) is not { } word)
        {
            return null;
        }

        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= last
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new GpException(GpError.InvalidParameter,
                $"{name}: {TaskPublishing.Shown(word)} is not valid; expected milliseconds since 1970, such as 1700000000000.");
    }

    static AdminErrorAnswer Unable(string operation, string jobId, int code) =>
        new AdminErrorAnswer(new EsriError(code, $"Unable to {operation} job :[{jobId}]", []));
}
