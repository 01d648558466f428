using System.Buffers;
using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// Reads any value as the text of strict JSON, to be written again as it is. What came may be JSON only for a lenient reader: single
/// quotes, bare names, <c>None</c>.
/// </summary>
static class JsonCopy
{
    const int MostLevels = 32; // less than the writer allows, since the copy is written inside of other objects

    public static string Read(ref JsonScanner json)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var output = new JsonOutput(bytes);
        Copy(ref json, output);
        output.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    static void Copy(ref JsonScanner json, JsonOutput output)
    {
        switch (json.Peek())
        {
            case JsonKind.Object:
                CopyObject(ref json, output);
                break;
            case JsonKind.Array:
                CopyArray(ref json, output);
                break;
            case JsonKind.String:
                output.Value(json.ReadUtf8String());
                break;
            case JsonKind.True or JsonKind.False:
                output.Value(json.ReadBoolean());
                break;
            case JsonKind.Number when json.TryReadInt64(out var whole):
                output.Value(whole);
                break;
            case JsonKind.Number:
                output.Value(json.ReadDouble());
                break;
            default:
                json.Skip();
                output.Null();
                break;
        }
    }

    static void CopyObject(ref JsonScanner json, JsonOutput output)
    {
        CheckDepth(json, output);
        json.EnterObject();
        output.StartObject();
        while (json.NextMember(out var name))
        {
            output.Name(Encoding.UTF8.GetString(name));
            Copy(ref json, output);
        }

        output.EndObject();
    }

    static void CopyArray(ref JsonScanner json, JsonOutput output)
    {
        CheckDepth(json, output);
        json.EnterArray();
        output.StartArray();
        while (json.NextElement())
        {
            Copy(ref json, output);
        }

        output.EndArray();
    }

    static void CheckDepth(JsonScanner json, JsonOutput output)
    {
        if (output.Depth == MostLevels)
        {
            throw new JsonFormatException($"more than {MostLevels} nested objects and arrays", json.Position);
        }
    }
}
