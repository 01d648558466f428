using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>The filters that are a type and a list of names.</summary>
static class ListFilter
{
    public static void Write(JsonOutput json, string type, IEnumerable<string> names)
    {
        json.StartObject();
        json.Member("type"u8, type);
        json.StartArray("list"u8);
        foreach (var name in names)
        {
            json.Value(name);
        }

        json.EndArray();
        json.EndObject();
    }
}
