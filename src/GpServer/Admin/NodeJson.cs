using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Core.Json;
using GpServer.Rest.Answers;

namespace GpServer.Admin;

/// <summary>Answers that are made as JSON in memory.</summary>
static class NodeJson
{
    /// <summary>An answer that is this document.</summary>
    public static EsriAnswer Answer(JsonNode document) => new DocumentAnswer(json => json.Write(document));

    public static void Write(this JsonOutput json, JsonNode? node)
    {
        switch (node)
        {
            case null:
                json.Null();
                break;
            case JsonObject members:
                json.StartObject();
                foreach (var (name, value) in members)
                {
                    json.Name(name);
                    json.Write(value);
                }

                json.EndObject();
                break;
            case JsonArray elements:
                json.StartArray();
                foreach (var element in elements)
                {
                    json.Write(element);
                }

                json.EndArray();
                break;
            default:
                WriteValue(json, node);
                break;
        }
    }

    public static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    static void WriteValue(JsonOutput json, JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.String)
        {
            json.Value(value.GetValue<string>());
        }
        else
        {
            // A number keeps its digits.
            json.Raw(Encoding.UTF8.GetBytes(value.ToJsonString()));
        }
    }
}
