using System.Text;
using System.Text.Json;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Parameters;
using GpServer.Jobs;
using GpServer.Security;
using GpServer.Storage.Hosted;

namespace GpServer.Layers;

/// <summary>What a submit says in <see cref="HostedInput"/>, checked.</summary>
/// <param name="Name">The service's name, without its folder.</param>
/// <param name="Overwrites">True to take the place of a service of the caller's own.</param>
/// <param name="ForAdministrator">True where an administrator asks, who may take the place of anybody's.</param>
sealed record HostedRequest(string Name, bool Overwrites, bool ForAdministrator, string Description)
{
    /// <summary>The name under which it is kept with the job's inputs; no request gives it.</summary>
    public const string Stored = "gp:hosted";

    const int LongestText = 64 * 1024;
    const int LongestDescription = 4_000;
    const int Deepest = 8;

    const string Expected = """expected a name, or {"serviceProperties":{"name":"…"},"itemProperties":{"overwrite":true}}""";

    /// <exception cref="GpException">The text is no name of a service, and no JSON that has one.</exception>
    /// <returns>Null where nothing is given.</returns>
    public static HostedRequest? Read(ParameterText? given, Caller caller)
    {
        if (given is not { IsNotGiven: false } text)
        {
            return null;
        }

        if (text.Utf8.Length > LongestText)
        {
            throw new GpException(GpError.LimitExceeded,
                $"{HostedInput.Name}: the value has {text.Utf8.Length} bytes; at most {LongestText} are read.");
        }

        var value = Encoding.UTF8.GetString(text.Utf8.Span).Trim();
        if (value.Length == 0)
        {
            return null;
        }

        var request = value[0] == '{' ? ReadJson(value, text, caller) : new HostedRequest(value, Overwrites: false, caller.IsAdministrator, "");
        return ServiceNames.Problems("", request.Name).FirstOrDefault() is { } problem
            ? throw new GpException(GpError.InvalidParameter, $"{HostedInput.Name}: {problem}")
            : request;
    }

    /// <summary>What was kept with the inputs of a job; null where its results are to be values.</summary>
    public static HostedRequest? OfJob(ReadOnlyMemory<byte>? stored) =>
        stored is { } json ? JsonSerializer.Deserialize<HostedRequest>(json.Span) : null;

    /// <summary>To be kept with the inputs of the job.</summary>
    public JobInput ToInput() => new(Stored, JsonSerializer.SerializeToUtf8Bytes(this)) { IsOfServer = true };

    public HostedClaim ToClaim(SubmitJob submit, string jobId) => new()
    {
        Name = Name,
        User = submit.User,
        Service = submit.Service,
        JobId = jobId,
        Overwrites = Overwrites,
        IsAdministrator = ForAdministrator,
        Description = Description,
    };

    public HostedOutput Output(int number, string name, FeatureSet features) => new()
    {
        Service = Name,
        Description = Description,
        Overwrites = Overwrites,
        ForAdministrator = ForAdministrator,
        Number = number,
        Name = name,
        Features = features,
    };

    static HostedRequest ReadJson(string value, ParameterText text, Caller caller)
    {
        try
        {
            using var json = JsonDocument.Parse(value, new JsonDocumentOptions { MaxDepth = Deepest });
            var service = Member(json.RootElement, "serviceProperties");
            var item = Member(json.RootElement, "itemProperties");
            var name = Text(service, "name") ?? NameIn(Text(service, "serviceUrl"))
                ?? throw new GpException(GpError.InvalidParameter, $"{HostedInput.Name}: serviceProperties has no name; {Expected}.");
            var description = Text(item, "description") ?? Text(item, "snippet") ?? "";
            return new HostedRequest(name, !IsFalse(Member(item, "overwrite")), caller.IsAdministrator,
                description.Length <= LongestDescription ? description : description[..LongestDescription]);
        }
        catch (JsonException e)
        {
            throw new GpException(GpError.InvalidParameter, $"{HostedInput.Name}: '{text.Excerpt()}' is not valid; {Expected}.", e);
        }
    }

    /// <summary>The name in the URL of a hosted service of this server's kind, or null.</summary>
    static string? NameIn(string? url) => url?.TrimEnd('/').Split('/') is [.., var folder, var name, "FeatureServer"]
        && folder.Equals(ServiceNames.HostedFolder, StringComparison.OrdinalIgnoreCase) ? name : null;

    static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) ? value : null;

    static string? Text(JsonElement? of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } text && text.GetString()!.Trim() is { Length: > 0 } given ? given : null;

    static bool IsFalse(JsonElement? flag) => flag is { ValueKind: JsonValueKind.False }
        || (flag is { ValueKind: JsonValueKind.String } text && text.GetString()!.Equals("false", StringComparison.OrdinalIgnoreCase));
}
