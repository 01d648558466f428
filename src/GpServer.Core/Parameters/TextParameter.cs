using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// A parameter whose value is text. Form text is taken literally, whatever it looks like; a piece of JSON must be a string, or a number,
/// true or false, whose characters are the text.
/// </summary>
public abstract class TextParameter(string name) : GpParameter<string>(name)
{
    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            return Encoding.UTF8.GetString(PlainText.Of(text));
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, "text", e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.Value((string)value);
    }

    public override void WriteNoValue(JsonOutput json, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.Value("");
    }
}
