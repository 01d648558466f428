using GpServer.Core.Features;
using GpServer.Core.Parameters;

namespace GpServer.Rest.Answers;

/// <summary>An input or result as it is answered: <c>{"paramName":…,"dataType":…,"value":…}</c>.</summary>
/// <param name="Value">A value of the parameter, or null where there is none.</param>
sealed record ParameterValue(GpParameter Parameter, object? Value)
{
    const int PieceBytes = 1 << 16;

    /// <summary>The value is JSON already, as a client sent it.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    public async ValueTask WriteAsync(AnswerOutput output, ValueWriting writing)
    {
        var json = output.Json;
        json.StartObject();
        json.Member("paramName"u8, Parameter.Name);
        json.Member("dataType"u8, Value is null ? Parameter.DataType : Parameter.DataTypeOf(Value));
        json.Name("value"u8);
        await WriteValueAsync(output, writing);
        json.EndObject();
    }

    public async ValueTask WriteValueAsync(AnswerOutput output, ValueWriting writing)
    {
        switch (Value)
        {
            case null when Json is { } text:
                await WriteAsync(output, text);
                break;
            case null:
                Parameter.WriteNoValue(output.Json, writing);
                break;
            case FeatureSet set:
                await writing.Features.WriteAsync(output.Json, set, Parameter.Name, writing, output.FlushAsync, output.Stop);
                break;
            default:
                Parameter.Write(output.Json, Value, writing);
                break;
        }
    }

    // In pieces, so that a large text is not held once more while it waits for its reader.
    static async ValueTask WriteAsync(AnswerOutput output, ReadOnlyMemory<byte> json)
    {
        var first = json[..Math.Min(PieceBytes, json.Length)];
        output.Json.Raw(first.Span);
        for (var at = first.Length; at < json.Length; at += PieceBytes)
        {
            await output.FlushAsync(output.Stop);
            output.Json.RawContinued(json.Span.Slice(at, Math.Min(PieceBytes, json.Length - at)));
        }
    }
}
