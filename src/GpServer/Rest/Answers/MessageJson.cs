using GpServer.Catalog;
using GpServer.Core.Json;
using GpServer.Core.Tools;

namespace GpServer.Rest.Answers;

/// <summary>The messages of a run or of a job, as far as its service shows them.</summary>
static class MessageJson
{
    public static void Write(JsonOutput json, IEnumerable<(MessageType Type, string Description)> messages, MessageLevel level)
    {
        json.StartArray("messages"u8);
        foreach (var (type, description) in messages)
        {
            if (IsShown(type, level))
            {
                Write(json, type, description);
            }
        }

        json.EndArray();
    }

    public static void Write(JsonOutput json, MessageType type, string description)
    {
        json.StartObject();
        json.Member("type"u8, NameOf(type));
        json.Member("description"u8, description);
        json.EndObject();
    }

    public static bool IsShown(MessageType type, MessageLevel level) => level >= type switch
    {
        MessageType.Error => MessageLevel.Error,
        MessageType.Warning => MessageLevel.Warning,
        _ => MessageLevel.Info,
    };

    static string NameOf(MessageType type) => type switch
    {
        MessageType.Error => "esriJobMessageTypeError",
        MessageType.Warning => "esriJobMessageTypeWarning",
        _ => $"esriJobMessageType{type}",
    };
}
