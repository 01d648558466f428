using System.Text.Json;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Storage.Site;

namespace GpServer.Admin.Logs;

/// <summary>
/// Reads the filter of a query: <c>{"server":"*","services":["X.GPServer"],"machines":"*","codes":[1]}</c>. What is left out, <c>"*"</c> and an
/// empty list let everything through.
/// </summary>
static class LogFilter
{
    const int Deepest = 4;
    const int MostElements = 1_000;
    const string ServiceType = ".GPServer";

    // An invalid operation is to read a text with half a character in it.
    /// <exception cref="GpException">It is not such a filter.</exception>
    public static ServerLogQuery With(this ServerLogQuery query, string filter)
    {
        try
        {
            using var document = JsonDocument.Parse(filter, new JsonDocumentOptions { MaxDepth = Deepest });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Invalid(filter, "expected an object such as {\"services\":[\"X.GPServer\"]}");
            }

            return document.RootElement.EnumerateObject().Aggregate(query, (query, member) => member.Name switch
            {
                "server" => query with { Sources = Texts(member) },
                "services" => query with { Services = Texts(member)?.Select(ServiceOf).ToList() },
                "machines" => query with { Nodes = Texts(member) },
                "codes" => query with { Codes = Elements(member)?.Select(code => CodeOf(code)).ToList() },
                "processIds" => Elements(member) is null
                    ? query
                    : throw Invalid(filter, "lines are not kept by process; expected \"*\" for processIds"),
                _ => throw Invalid(member.Name, "expected the members server, services, machines, codes and processIds"),
            });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new GpException(GpError.InvalidParameter, $"filter: '{ParameterText.Form(filter).Excerpt()}' is not JSON; {e.Message}", e);
        }
    }

    static List<string>? Texts(JsonProperty member) => Elements(member)?.ConvertAll(element => element.ValueKind == JsonValueKind.String
        ? element.GetString()!
        : throw Invalid(element.GetRawText(), $"expected texts in {member.Name}"));

    // Numbers come as numbers and as texts.
    static int CodeOf(JsonElement element) => (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var code))
        || (element.ValueKind == JsonValueKind.String && int.TryParse(element.GetString(), out code))
            ? code
            : throw Invalid(element.GetRawText(), "expected whole numbers in codes");

    /// <summary>The elements of a list; null for what lets everything through.</summary>
    static List<JsonElement>? Elements(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when member.Value.GetString() is "*" or "" => null,
        JsonValueKind.Array when member.Value.GetArrayLength() == 0 => null,
        JsonValueKind.Array when member.Value.GetArrayLength() <= MostElements => [.. member.Value.EnumerateArray()],
        _ => throw Invalid(member.Value.GetRawText(), $"expected \"*\" or a list of at most {MostElements} for {member.Name}"),
    };

    static string ServiceOf(string name) =>
        name.EndsWith(ServiceType, StringComparison.OrdinalIgnoreCase) ? name[..^ServiceType.Length] : name;

    static GpException Invalid(string came, string expected) =>
        new(GpError.InvalidParameter, $"filter: '{ParameterText.Form(came).Excerpt()}' is not valid; {expected}.");
}
