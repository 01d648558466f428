using System.Globalization;
using GpServer.Core.Json;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Logs;

/// <summary><c>/admin/logs</c>: what the nodes have logged, and who changed what.</summary>
sealed class LogResources(SiteEditor editor, SiteState site, ServerLog log, AuditLog audit, LogWriter writer, TimeProvider clock)
{
    const int MostPage = 10_000;
    const int UsualPage = 1_000;
    const int LongestFilter = 100_000;

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/logs", RouteAccess.Administrator, static _ => AdminAnswers.Document(static json =>
        {
            Names(json, "resources"u8, "settings", "audit");
            Names(json, "operations"u8, "query", "clean");
        }));
        rest.MapAdmin("/logs/query", RouteAccess.Administrator, QueryAsync);
        rest.MapAdmin("/logs/audit", RouteAccess.Administrator, AuditAsync);
        rest.MapAdmin("/logs/settings", RouteAccess.Administrator, GetSettings);
        rest.MapAdmin("/logs/settings/edit", RouteAccess.Administrator, EditAsync);
        rest.MapAdmin("/logs/clean", RouteAccess.Administrator, CleanAsync);
    }

    async ValueTask<EsriAnswer> QueryAsync(RestRequest request)
    {
        var size = request.Number("pageSize", UsualPage, 1, MostPage);
        var oldest = request.Parameters.Flag("sinceServerStart") ? writer.Started : DateTimeOffset.UnixEpoch;
        var query = new ServerLogQuery(
            request.Time("startTime", clock.GetUtcNow()),
            request.Time("endTime", oldest),
            (int)LogLevelNames.Read("level", request.Text("level") ?? "WARNING", mayBeOff: false),
            size + 1);
        if (request.Text("filter", LongestFilter) is { } filter)
        {
            query = query.With(filter);
        }

        var found = await log.ReadAsync(query, request.Aborted);
        var page = found.Take(size).ToList();
        return await AdminAnswers.Document(json =>
        {
            Times(json, found.Count > size, query.Newest, page.Count == 0 ? query.Oldest : page[^1].At);
            json.StartArray("logMessages"u8);
            foreach (var entry in page)
            {
                Write(json, entry);
            }

            json.EndArray();
        });
    }

    async ValueTask<EsriAnswer> AuditAsync(RestRequest request)
    {
        var size = request.Number("pageSize", UsualPage, 1, MostPage);
        var newest = request.Time("startTime", clock.GetUtcNow());
        var oldest = request.Time("endTime", DateTimeOffset.UnixEpoch);
        var found = await audit.ReadAsync(newest, oldest, size + 1, request.Aborted, request.Text("userName"));
        var page = found.Take(size).ToList();
        return await AdminAnswers.Document(json =>
        {
            Times(json, found.Count > size, newest, page.Count == 0 ? oldest : page[^1].At);
            json.StartArray("changes"u8);
            foreach (var change in page)
            {
                json.StartObject();
                json.Member("time"u8, change.At.ToUnixTimeMilliseconds());
                json.Member("user"u8, change.User);
                json.Member("address"u8, change.Address);
                json.Member("action"u8, change.Action);
                json.Member("target"u8, change.Target);
                json.Member("before"u8, change.Before);
                json.Member("after"u8, change.After);
                json.EndObject();
            }

            json.EndArray();
        });
    }

    ValueTask<EsriAnswer> GetSettings(RestRequest request)
    {
        var settings = site.Now.Logs;
        return AdminAnswers.Document(json =>
        {
            json.StartObject("settings"u8);
            json.Member("logLevel"u8, LogLevelNames.Of(settings.Level));
            json.Member("maxLogFileAge"u8, settings.RetentionDays);
            json.EndObject();
        });
    }

    async ValueTask<EsriAnswer> EditAsync(RestRequest request)
    {
        request.CheckIsPost();
        var before = site.Now.Logs;
        var after = before with
        {
            Level = request.Text("logLevel") is { } level ? LogLevelNames.Read("logLevel", level, mayBeOff: true) : before.Level,
            RetentionDays = request.Number("maxLogFileAge", before.RetentionDays, 1, LogSettings.MostDays),
        };
        await editor.StoreSettingsAsync(request, "logs/settings/edit", LogSettings.Name, SiteJson.Write(before), SiteJson.Write(after));
        writer.Follow();
        return AdminAnswers.Success();
    }

    /// <summary>Deletes what was logged until now. Who changed what is kept.</summary>
    async ValueTask<EsriAnswer> CleanAsync(RestRequest request)
    {
        request.CheckIsPost();
        var before = clock.GetUtcNow();
        var deleted = 0L;
        for (int some; (some = await log.DeleteAsync(before, request.Aborted)) > 0;)
        {
            deleted += some;
        }

        await audit.AddAsync(new AuditEntry(request.Caller.Name, request.Address, "logs/clean", "logs",
            string.Create(CultureInfo.InvariantCulture, $$"""{"lines":{{deleted}}}"""), null), request.Aborted);
        return AdminAnswers.Success();
    }

    static void Write(JsonOutput json, ServerLogEntry entry)
    {
        json.StartObject();
        json.Member("type"u8, LogLevelNames.Of((LogLevel)entry.Level));
        json.Member("message"u8, entry.Text);
        json.Member("time"u8, entry.At.ToUnixTimeMilliseconds());
        json.Member("source"u8, entry.Service.Length > 0 ? $"{entry.Service}.GPServer" : "Server");
        json.Member("machine"u8, entry.Node);
        json.Member("user"u8, entry.User);
        json.Member("code"u8, entry.Code);
        json.Member("elapsed"u8, ""u8);
        json.Member("process"u8, ""u8);
        json.Member("thread"u8, ""u8);
        json.Member("methodName"u8, entry.Source);
        json.Member("requestID"u8, ""u8);
        json.EndObject();
    }

    /// <summary>Whether there is more, and between which times this page is. The next page begins where it ends.</summary>
    static void Times(JsonOutput json, bool hasMore, DateTimeOffset newest, DateTimeOffset oldest)
    {
        json.Member("hasMore"u8, hasMore);
        json.Member("startTime"u8, newest.ToUnixTimeMilliseconds());
        json.Member("endTime"u8, oldest.ToUnixTimeMilliseconds());
    }

    static void Names(JsonOutput json, ReadOnlySpan<byte> name, params ReadOnlySpan<string> values)
    {
        json.StartArray(name);
        foreach (var value in values)
        {
            json.Value(value);
        }

        json.EndArray();
    }
}
