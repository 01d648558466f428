using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using Microsoft.OpenApi;

namespace GpServer.OpenApi;

/// <summary>
/// The JSON Schema (draft 2020-12) of the form fields that a task takes. Structured values are text in a form, so their fields are strings.
/// </summary>
static class TaskSchema
{
    const string Draft = "https://json-schema.org/draft/2020-12/schema";

    // It stands in no page, so quotes and letters need no escapes.
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="url">The URL of the schema itself.</param>
    public static byte[] Of(ToolDefinition task, string url, ValueWriting writing)
    {
        var schemas = new ParameterSchema(writing);
        var properties = new JsonObject();
        foreach (var input in task.Inputs)
        {
            properties.Add(input.Name, Property(schemas.Of(input), input));
        }

        var schema = new JsonObject
        {
            ["$schema"] = Draft,
            ["$id"] = url,
            ["title"] = task.Label,
            ["description"] = task.Description,
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. task.Inputs.Where(input => input.IsRequired).Select(input => JsonValue.Create(input.Name))]),
        };
        return Encoding.UTF8.GetBytes(schema.ToJsonString(Indented));
    }

    static JsonObject Property(OpenApiSchema field, GpParameter parameter)
    {
        using var text = new StringWriter();
        field.SerializeAsV31(new OpenApiJsonWriter(text));
        var schema = JsonNode.Parse(text.ToString())!.AsObject();
        schema.Insert(0, "title", parameter.Label);

        // The document of all tasks has one example; JSON Schema has a list of them.
        if (schema.Remove("example", out var example))
        {
            schema["examples"] = new JsonArray(example);
        }

        if (parameter.IsFixed)
        {
            schema["const"] = schema["default"]?.DeepClone();
        }

        return schema;
    }
}
