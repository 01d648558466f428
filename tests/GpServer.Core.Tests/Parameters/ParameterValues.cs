using System.Buffers;
using System.Text;
using GpServer.Core.Json;
using GpServer.Core.Parameters;

namespace GpServer.Core.Tests.Parameters;

/// <summary>Reads and writes values of a parameter as tests say them: as text.</summary>
static class ParameterValues
{
    public static ValueReading Reading { get; } = new() { Features = new FeatureStub() };

    public static ValueWriting Writing { get; } = new() { Features = new FeatureStub() };

    public static object ReadForm(this GpParameter parameter, string text, ValueReading? reading = null) =>
        parameter.Read(ParameterText.Form(text), reading ?? Reading);

    public static object ReadJson(this GpParameter parameter, string text, ValueReading? reading = null) =>
        parameter.Read(ParameterText.Json(Encoding.UTF8.GetBytes(text)), reading ?? Reading);

    public static GpException Refusal(this GpParameter parameter, string text) =>
        Should.Throw<GpException>(() => parameter.ReadForm(text));

    public static string Written(this GpParameter parameter, object value, ValueWriting? writing = null) =>
        Written(json => parameter.Write(json, value, writing ?? Writing));

    public static string WrittenWithoutValue(this GpParameter parameter) => Written(json => parameter.WriteNoValue(json, Writing));

    public static string Description(this GpParameter parameter) => Written(json => parameter.WriteDescription(json, Writing));

    public static string Written(Action<JsonOutput> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(bytes);
        write(json);
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
