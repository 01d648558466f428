using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Rest.Answers;
using Microsoft.OpenApi;

namespace GpServer.OpenApi;

/// <summary>
/// The form field of a parameter: an enumeration for a choice list, a number, a truth value, or text, which is JSON for structured types.
/// Control characters are replaced in all texts: the writer of the document writes them as they are, which is no JSON.
/// </summary>
sealed class ParameterSchema(ValueWriting writing)
{
    public OpenApiSchema Of(GpParameter parameter)
    {
        var schema = new OpenApiSchema
        {
            Description = Describe(parameter),
            Type = TypeOf(parameter.DataType),
        };

        // Where features are chosen by name, features of the caller's own are taken too.
        if (parameter is not FeatureSetParameter && parameter.ChoiceList is { } choices)
        {
            schema.Enum = [.. choices.Select(choice => JsonValue.Create(CleanText.Of(choice)))];
        }

        (schema.Minimum, schema.Maximum) = parameter switch
        {
            LongParameter whole => (Text(whole.Minimum), Text(whole.Maximum)),
            DoubleParameter number => (Text(number.Minimum), Text(number.Maximum)),
            _ => (null, null),
        };
        var value = parameter.DefaultValue is null ? null : DefaultOf(parameter, schema.Type.Value);
        schema.Default = value;
        return value is null ? schema.WithExample(ParameterExamples.Of(parameter)) : schema;
    }

    static string? Text(IFormattable? bound) => bound?.ToString(null, CultureInfo.InvariantCulture);

    static string Describe(GpParameter parameter) =>
        parameter.Description.Length == 0 ? parameter.DataType : $"{CleanText.Of(parameter.Description)} ({parameter.DataType})";

    static JsonSchemaType TypeOf(string dataType) => dataType switch
    {
        "GPLong" => JsonSchemaType.Integer,
        "GPDouble" => JsonSchemaType.Number,
        "GPBoolean" => JsonSchemaType.Boolean,
        _ => JsonSchemaType.String,
    };

    JsonNode? DefaultOf(GpParameter parameter, JsonSchemaType type)
    {
        var json = new ArrayBufferWriter<byte>();
        var output = new JsonOutput(json);
        parameter.WriteDefault(output, writing);
        output.Flush();
        var value = JsonNode.Parse(json.WrittenSpan);

        // In a form an object or a list is its text.
        return value is JsonValue plain && plain.TryGetValue<string>(out var text) ? CleanText.Of(text)
            : value is JsonValue && type != JsonSchemaType.String ? value
            : Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
