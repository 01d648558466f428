using System.Text.Json;
using System.Text.Json.Nodes;

namespace GpServer.Options;

/// <summary>
/// Changes of limits as JSON, by the members' names in camel case: <c>{"requestBytes":1048576}</c>. Members that this program does not know
/// are ignored where they are applied, so that nodes of two versions can read one site.
/// </summary>
static class LimitChanges
{
    /// <summary>The document of the settings in which they are stored.</summary>
    public const string Name = "limits";

    const int Deepest = 4;

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
    };

    /// <exception cref="JsonException">It is no object, or has a member twice.</exception>
    public static JsonObject Read(string json)
    {
        var read = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
        return read as JsonObject ?? throw new JsonException("expected an object.");
    }

    /// <summary>All members.</summary>
    public static JsonObject Write(LimitOptions limits) => JsonSerializer.SerializeToNode(limits, Options)!.AsObject();

    /// <summary>The limits with the changes.</summary>
    /// <exception cref="JsonException">A value is no number, or none that the member can be; the message names it.</exception>
    public static LimitOptions Apply(LimitOptions limits, JsonObject changes)
    {
        var all = Write(limits);
        foreach (var (name, value) in changes)
        {
            if (all.ContainsKey(name))
            {
                all[name] = value?.DeepClone();
            }
        }

        return all.Deserialize<LimitOptions>(Options)!;
    }
}
