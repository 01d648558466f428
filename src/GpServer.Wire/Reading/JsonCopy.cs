using System.Buffers;
using System.Text;
using GpServer.Core.Json;

namespace GpServer.Wire.Reading;

/// <summary>Copies a value that may have been sent leniently as strict JSON, so that it can be passed on.</summary>
static class JsonCopy
{
    public static string Of(ref JsonScanner json, ReadingPlace place)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var output = new JsonOutput(buffer);
        Copy(ref json, output, place);
        output.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Copy(ref JsonScanner json, JsonOutput output, ReadingPlace place)
    {
        // One level is left to the set in which the copy will stand, and some more to what that stands in.
        if (output.Depth >= JsonOutput.MaxDepth / 2)
        {
            throw place.Exceeds($"the description of a field is nested more than {JsonOutput.MaxDepth / 2} levels deep.");
        }

        switch (json.Peek())
        {
            case JsonKind.Object:
                CopyObject(ref json, output, place);
                break;
            case JsonKind.Array:
                CopyArray(ref json, output, place);
                break;
            case JsonKind.String:
                output.Value(json.ReadUtf8String());
                break;
            case JsonKind.Number:
                CopyNumber(ref json, output);
                break;
            case JsonKind.True or JsonKind.False:
                output.Value(json.ReadBoolean());
                break;
            default:
                json.Skip();
                output.Null();
                break;
        }
    }

    static void CopyObject(ref JsonScanner json, JsonOutput output, ReadingPlace place)
    {
        json.EnterObject();
        output.StartObject();
        while (json.NextMember(out var name))
        {
            output.Name(Encoding.UTF8.GetString(name));
            Copy(ref json, output, place);
        }

        output.EndObject();
    }

    static void CopyArray(ref JsonScanner json, JsonOutput output, ReadingPlace place)
    {
        json.EnterArray();
        output.StartArray();
        while (json.NextElement())
        {
            Copy(ref json, output, place);
        }

        output.EndArray();
    }

    static void CopyNumber(ref JsonScanner json, JsonOutput output)
    {
        if (json.TryReadInt64(out var whole))
        {
            output.Value(whole);
        }
        else
        {
            output.Value(json.ReadDouble());
        }
    }
}
