using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Http;
using GpServer.Options;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;
using Microsoft.Extensions.Options;

namespace GpServer.Admin.Limits;

/// <summary><c>/admin/system/limits</c>: the bounds on what requests bring and runs make, changed for all nodes while they run.</summary>
sealed class LimitResources(SiteEditor editor, CurrentLimits limits, IOptions<GpServerOptions> options)
{
    const int LongestChange = 10_000;

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/system", RouteAccess.Administrator, static _ => AdminAnswers.Document(static json =>
        {
            json.StartArray("resources"u8);
            json.Value("limits");
            json.EndArray();
        }));
        rest.MapAdmin("/system/limits", RouteAccess.Administrator, GetAsync);
        rest.MapAdmin("/system/limits/update", RouteAccess.Administrator, UpdateAsync);
    }

    async ValueTask<EsriAnswer> GetAsync(RestRequest request)
    {
        var stored = await editor.FindAsync(DocumentKind.Settings, LimitChanges.Name, request.Aborted);
        var jobs = options.Value.Jobs;
        return await AdminAnswers.Document(json =>
        {
            json.Member("version"u8, stored?.Version ?? 0);
            Write(json, "limits"u8, limits.Now);
            Write(json, "configured"u8, limits.Configured);
            json.StartObject("fixed"u8);
            json.Member("requestLineBytes"u8, HttpSurface.LongestRequestLine);
            json.Member("jobInputBytes"u8, jobs.InputBytes);
            json.Member("jobResultBytes"u8, jobs.ResultBytes);
            json.Member("maxQueuedPerUser"u8, jobs.MaxQueuedPerUser);
            json.Member("eventStreams"u8, jobs.EventStreams);
            json.EndObject();
        });
    }

    /// <summary>Changes the members that the form's <c>limits</c> names. Null gives a member back to the configuration.</summary>
    async ValueTask<EsriAnswer> UpdateAsync(RestRequest request)
    {
        request.CheckIsPost();
        var text = request.Required("limits", LongestChange);
        var stored = await editor.FindAsync(DocumentKind.Settings, LimitChanges.Name, request.Aborted);
        CheckVersion(request, stored?.Version ?? 0);
        var before = stored is null ? [] : LimitChanges.Read(stored.Json);
        var after = Changed(before, text);
        await editor.StoreSettingsAsync(
            request, "system/limits/update", LimitChanges.Name, stored, before.ToJsonString(), after.ToJsonString());
        return AdminAnswers.Success();
    }

    JsonObject Changed(JsonObject before, string text)
    {
        try
        {
            var changes = LimitChanges.Read(text);
            var known = LimitChanges.Write(limits.Configured);
            var after = before.DeepClone().AsObject();
            foreach (var (name, value) in changes)
            {
                if (!known.ContainsKey(name))
                {
                    throw Invalid(name, $"expected one of {string.Join(", ", known.Select(member => member.Key))}");
                }

                after.Remove(name);
                if (value is not null)
                {
                    after[name] = value.DeepClone();
                }
            }

            return OptionsCheck.Problems(LimitChanges.Apply(limits.Configured, after)) is [_, ..] problems
                ? throw new GpException(GpError.InvalidParameter, $"limits: {string.Join(' ', problems)}")
                : after;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // An invalid operation is to read a name with half a character in it.
            throw Invalid(text, $"expected an object such as {{\"requestBytes\":1048576}} ({e.Message})", e);
        }
    }

    static void CheckVersion(RestRequest request, long version)
    {
        if (request.Parameters.Word("version") is not { } word)
        {
            return;
        }

        if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            throw new GpException(GpError.InvalidParameter,
                $"version: '{ParameterText.Form(word).Excerpt()}' is not valid; expected the whole number that the limits were read with.");
        }

        if (read != version)
        {
            throw new GpException(GpError.Conflict,
                $"The limits were changed by somebody else: their version is {version}, and {read} was read.");
        }
    }

    static void Write(JsonOutput json, ReadOnlySpan<byte> name, LimitOptions limits)
    {
        json.Name(name);
        json.Raw(JsonSerializer.SerializeToUtf8Bytes(LimitChanges.Write(limits)));
    }

    static GpException Invalid(string came, string expected, Exception? cause = null) =>
        new(GpError.InvalidParameter, $"limits: '{ParameterText.Form(came).Excerpt()}' is not valid; {expected}.", cause);
}
