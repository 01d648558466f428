using System.Text.Json;
using System.Text.Json.Serialization;
using GpServer.Core.Tools;

namespace GpServer.Catalog;

/// <summary>
/// A task in the document of a service: the name of a tool that is published as it is, or an object such as
/// <c>{"name":"BufferRoads","tool":"Buffer","parameters":{"Distance":{"fixed":"5 Miles","hidden":true}}}</c>.
/// </summary>
sealed class PublishedTaskConverter : JsonConverter<PublishedTask>
{
    static readonly JsonSerializerOptions Members = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new ValueConverter() },
    };

    public override PublishedTask Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return PublishedTask.Of(reader.GetString()!);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException(
                $"tasks: a {reader.TokenType} is no task; expected the name of a tool, or an object with name and tool.");
        }

        var task = ReadObject(ref reader);
        return task switch
        {
            { Name: null } => throw new JsonException("tasks: the name of a task is null."),
            { Tool: null } => throw new JsonException("tasks: the tool of a task is null."),
            { Parameters: null } => throw new JsonException($"tasks: {task.Name}: parameters is null; expected an object."),
            _ when task.Parameters.FirstOrDefault(parameter => parameter.Value is null).Key is { } name =>
                throw new JsonException($"tasks: {task.Name}: {name}: null is no description of a parameter; expected an object."),
            _ => task,
        };
    }

    static PublishedTask ReadObject(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonSerializer.Deserialize<PublishedTask>(ref reader, Members)!;
        }
        catch (JsonException e)
        {
            throw new JsonException($"tasks: {e.Message}", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, PublishedTask value, JsonSerializerOptions options)
    {
        if (value.IsTool)
        {
            writer.WriteStringValue(value.Name);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, Members);
        }
    }

    sealed class ValueConverter : JsonConverter<PublishedValue>
    {
        public override PublishedValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var value = JsonDocument.ParseValue(ref reader);
            return new PublishedValue(value.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, PublishedValue value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json);
    }
}
