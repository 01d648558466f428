using System.Data.Common;
using GpServer.Core.Values;
using GpServer.Security;
using GpServer.Storage;
using Microsoft.Extensions.Options;

namespace GpServer.Options;

/// <summary>Checks the options when the server starts. Each failure names the key, what it is and what was expected.</summary>
sealed class OptionsCheck : IValidateOptions<GpServerOptions>
{
    // The tables alone take a part of it.
    const long LeastSqliteBytes = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, GpServerOptions options)
    {
        var problems = new List<string>();
        Check(problems, "DataDirectory", options.DataDirectory, !string.IsNullOrWhiteSpace(options.DataDirectory), "a path");
        CheckLimits(problems, options.Limits);
        CheckStorage(problems, options);
        CheckJobs(problems, options.Jobs);
        CheckHosted(problems, options.Hosted);
        CheckSecurity(problems, options);
        SurfaceCheck.Check(problems, options);
        UploadCheck.Check(problems, options.Uploads);
        Between(problems, "Data:StatementSeconds", options.Data.StatementSeconds, 1, 3600);
        foreach (var root in options.Data.Roots)
        {
            Check(problems, "Data:Roots", root, Path.IsPathFullyQualified(root), "a folder from the root of the machine on, such as /srv/data");
        }

        OutgoingCheck.Check(problems, options);
        CheckLinearUnits(problems, options.LinearUnits);
        foreach (var (service, changes) in options.Services)
        {
            CheckService(problems, $"Services:{service}", changes);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>What is wrong with limits, a sentence each.</summary>
    public static IReadOnlyList<string> Problems(LimitOptions limits)
    {
        var problems = new List<string>();
        CheckLimits(problems, limits);
        return problems;
    }

    static void CheckLimits(List<string> problems, LimitOptions limits)
    {
        Between(problems, "Limits:RequestBytes", limits.RequestBytes, 1024, 2_000_000_000);
        Between(problems, "Limits:AllRequestBytes", limits.AllRequestBytes, limits.RequestBytes, long.MaxValue);
        Between(problems, "Limits:RequestFields", limits.RequestFields, 10, 100_000);
        Between(problems, "Limits:FieldNameBytes", limits.FieldNameBytes, 64, 10_000);
        Between(problems, "Limits:Vertices", limits.Vertices, 1, long.MaxValue);
        Between(problems, "Limits:Features", limits.Features, 1, int.MaxValue);
        Between(problems, "Limits:Fields", limits.Fields, 1, 100_000);
        Between(problems, "Limits:JsonDepth", limits.JsonDepth, 8, 512);
        Between(problems, "Limits:Values", limits.Values, 1, int.MaxValue);
        Between(problems, "Limits:TextBytes", limits.TextBytes, 1, int.MaxValue);
        Between(problems, "Limits:ResultVertices", limits.ResultVertices, 1, long.MaxValue);
        Between(problems, "Limits:VerticesInMemory", limits.VerticesInMemory, 0, int.MaxValue);
        Between(problems, "Limits:FileBytes", limits.FileBytes, 0, long.MaxValue);
        Between(problems, "Limits:CoresPerRun", limits.CoresPerRun, 0, 1024);
        Between(problems, "Limits:Waiting", limits.Waiting, 0, 1_000_000);
        Between(problems, "Limits:GraceSeconds", limits.GraceSeconds, 0, 3600);
    }

    static void CheckStorage(List<string> problems, GpServerOptions options)
    {
        var storage = options.Storage;
        Check(problems, "Storage:Provider", storage.Provider, Enum.IsDefined(storage.Provider), "Sqlite or PostgreSql");
        if (storage.Provider == StorageProvider.PostgreSql && !IsConnectionString(storage.ConnectionString))
        {
            // Not repeated: there is a password in it.
            problems.Add($"{GpServerOptions.Section}:Storage:ConnectionString is not valid; expected one such as "
                + "Host=database;Database=gpserver;Username=gpserver;Password=….");
        }

        Check(problems, "Storage:SqliteMaxBytes", storage.SqliteMaxBytes, storage.SqliteMaxBytes is 0 or >= LeastSqliteBytes,
            FormattableString.Invariant($"0, or {LeastSqliteBytes} or more"));
        Between(problems, "Storage:StartWaitSeconds", storage.StartWaitSeconds, 0, 3600);
        Check(problems, "Node:Role", options.Node.Role, Enum.IsDefined(options.Node.Role), "All, Web or Worker");
        var alone = storage.Provider == StorageProvider.Sqlite && options.Node.Role != NodeRole.All;
        Check(problems, "Node:Role", options.Node.Role, !alone, "All: with SQLite there is one node, which does everything");
        Between(problems, "Node:StopSeconds", options.Node.StopSeconds, 0, 3600);
        var otlp = options.Telemetry.OtlpEndpoint;
        Check(problems, "Telemetry:OtlpEndpoint", otlp,
            otlp.Length == 0 || (Uri.TryCreate(otlp, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"),
            "a URL such as http://collector:4317");
    }

    static bool IsConnectionString(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text }.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static void CheckJobs(List<string> problems, JobsOptions jobs)
    {
        Between(problems, "Jobs:HeartbeatSeconds", jobs.HeartbeatSeconds, 0.1, 60);
        Between(problems, "Jobs:LeaseSeconds", jobs.LeaseSeconds, 2 * jobs.HeartbeatSeconds, 3600);
        Between(problems, "Jobs:SweepSeconds", jobs.SweepSeconds, 0.1, 3600);
        Between(problems, "Jobs:PollSeconds", jobs.PollSeconds, 0.1, 3600);
        Between(problems, "Jobs:StoreAccessSeconds", jobs.StoreAccessSeconds, 0.1, 3600);
        Between(problems, "Jobs:MaxRuns", jobs.MaxRuns, 1, 100);
        Between(problems, "Jobs:MaxQueuedPerUser", jobs.MaxQueuedPerUser, 1, int.MaxValue);
        Between(problems, "Jobs:InputBytes", jobs.InputBytes, 1024, long.MaxValue);
        Between(problems, "Jobs:ResultBytes", jobs.ResultBytes, 1024, long.MaxValue);
        Between(problems, "Jobs:EventStreams", jobs.EventStreams, 0, 1_000_000);
    }

    static void CheckHosted(List<string> problems, HostedOptions hosted)
    {
        Between(problems, "Hosted:UserServices", hosted.UserServices, 0, int.MaxValue);
        Between(problems, "Hosted:UserBytes", hosted.UserBytes, 0, long.MaxValue);
        Between(problems, "Hosted:UserFeatures", hosted.UserFeatures, 0, long.MaxValue);
        Between(problems, "Hosted:SiteServices", hosted.SiteServices, 0, 100_000);
        Between(problems, "Hosted:SiteBytes", hosted.SiteBytes, 0, long.MaxValue);
        Between(problems, "Hosted:AnonymousServices", hosted.AnonymousServices, 0, int.MaxValue);
        Between(problems, "Hosted:AnonymousBytes", hosted.AnonymousBytes, 0, long.MaxValue);
        Between(problems, "Hosted:AnonymousFeatures", hosted.AnonymousFeatures, 0, long.MaxValue);
        Between(problems, "Hosted:AnonymousHours", hosted.AnonymousHours, 0.01, 24 * 365 * 100);
        Between(problems, "Hosted:CacheBytes", hosted.CacheBytes, 0, long.MaxValue);
        Between(problems, "Hosted:IndexBytes", hosted.IndexBytes, 0, long.MaxValue);
    }

    static void CheckSecurity(List<string> problems, GpServerOptions options)
    {
        var administrator = options.PrimaryAdministrator;
        Check(problems, "PrimaryAdministrator:UserName", administrator.UserName, UserNames.Problem(administrator.UserName) is null, UserNames.Expected);
        if (administrator.Password.Length > 0 && Passwords.Problem(administrator.Password) is { } problem)
        {
            // Not repeated: it is a password.
            problems.Add($"{GpServerOptions.Section}:PrimaryAdministrator:Password is not valid: {problem}");
        }

        Between(problems, "Tokens:ShortMinutes", options.Tokens.ShortMinutes, 1, TokenSettings.MostMinutes);
        Between(problems, "Tokens:LongestMinutes", options.Tokens.LongestMinutes, options.Tokens.ShortMinutes, TokenSettings.MostMinutes);
        Between(problems, "Tokens:FileUrlMinutes", options.Tokens.FileUrlMinutes, 1, TokenSettings.MostMinutes);
        var openId = options.OpenId;
        Check(problems, "OpenId:Audience", openId.Audience, openId.Issuer.Length == 0 || openId.Audience.Length > 0,
            "the audience of the tokens where there is an issuer");
        CheckUrl(problems, "OpenId:Issuer", openId.Issuer);
        CheckUrl(problems, "OpenId:MetadataUrl", openId.MetadataUrl);
    }

    static void CheckUrl(List<string> problems, string key, string text) => Check(problems, key, text,
        text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"), "a URL");

    static void CheckLinearUnits(List<string> problems, Dictionary<string, double> units)
    {
        try
        {
            LinearUnitTable.Standard.With(units);
        }
        catch (ArgumentException e)
        {
            problems.Add($"{GpServerOptions.Section}:LinearUnits is not valid: {e.Message}");
        }
    }

    static void CheckService(List<string> problems, string key, ServiceOptions changes)
    {
        Between(problems, $"{key}:MaximumRecords", changes.MaximumRecords ?? 1, 1, int.MaxValue);
        Between(problems, $"{key}:MaxInstances", changes.MaxInstances ?? 1, 1, ServiceOptions.MostInstances);
        Between(problems, $"{key}:MaxWaitSeconds", changes.MaxWaitSeconds ?? 0, 0, ServiceOptions.LongestSeconds);
        Between(problems, $"{key}:MaxUsageSeconds", changes.MaxUsageSeconds ?? 1,
            ServiceOptions.ShortestSeconds, ServiceOptions.LongestSeconds);
        Between(problems, $"{key}:MaxQueueSeconds", changes.MaxQueueSeconds ?? 1,
            ServiceOptions.ShortestSeconds, ServiceOptions.LongestSeconds);
        Between(problems, $"{key}:MaxQueued", changes.MaxQueued ?? 1, 1, int.MaxValue);
        Between(problems, $"{key}:RetentionSeconds", changes.RetentionSeconds ?? 1,
            ServiceOptions.ShortestSeconds, ServiceOptions.LongestRetentionSeconds);
    }

    public static void Between(List<string> problems, string key, double value, double least, double most) =>
        Check(problems, key, value, value >= least && value <= most, FormattableString.Invariant($"{least} to {most}"));

    public static void Check(List<string> problems, string key, object? value, bool valid, string expected)
    {
        if (!valid)
        {
            problems.Add(FormattableString.Invariant($"{GpServerOptions.Section}:{key} is '{value}'; expected {expected}."));
        }
    }
}
