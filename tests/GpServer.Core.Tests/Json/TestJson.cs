using System.Buffers;
using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

/// <summary>Reads a whole document with the scanner and writes it again.</summary>
static class TestJson
{
    public static string Normalize(string json) => Encoding.UTF8.GetString(Normalize(Encoding.UTF8.GetBytes(json)));

    public static byte[] Normalize(ReadOnlySpan<byte> json, bool indented = false)
    {
        var scanner = new JsonScanner(json);
        var buffer = new ArrayBufferWriter<byte>();
        var output = new JsonOutput(buffer, indented);
        Copy(ref scanner, output);
        scanner.ExpectEnd();
        output.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static string Write(Action<JsonOutput> write, bool indented = false, bool escapeForScript = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var output = new JsonOutput(buffer, indented, escapeForScript);
        write(output);
        output.Flush();
        output.BytesWritten.ShouldBe(buffer.WrittenCount);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Copy(ref JsonScanner scanner, JsonOutput output)
    {
        switch (scanner.Peek())
        {
            case JsonKind.Object:
                CopyObject(ref scanner, output);
                break;
            case JsonKind.Array:
                CopyArray(ref scanner, output);
                break;
            case JsonKind.String:
                output.Value(scanner.ReadString());
                break;
            case JsonKind.Number:
                output.Value(scanner.ReadDouble());
                break;
            case JsonKind.True or JsonKind.False:
                output.Value(scanner.ReadBoolean());
                break;
            case JsonKind.Null when scanner.TryReadNull():
                output.Null();
                break;
            default:
                scanner.Skip();
                break;
        }
    }

    static void CopyObject(ref JsonScanner scanner, JsonOutput output)
    {
        scanner.EnterObject();
        output.StartObject();
        while (scanner.NextMember(out var name))
        {
            output.Name(Encoding.UTF8.GetString(name));
            Copy(ref scanner, output);
        }

        output.EndObject();
    }

    static void CopyArray(ref JsonScanner scanner, JsonOutput output)
    {
        scanner.EnterArray();
        output.StartArray();
        while (scanner.NextElement())
        {
            Copy(ref scanner, output);
        }

        output.EndArray();
    }
}
