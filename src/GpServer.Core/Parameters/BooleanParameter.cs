using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>GPBoolean: <c>true</c> or <c>false</c> in any case of letters, or <c>1</c> or <c>0</c>.</summary>
public sealed class BooleanParameter(string name) : ScalarParameter<bool>(name)
{
    public override string DataType => "GPBoolean";

    protected override string Expected => "true or false";

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.Value((bool)value);
    }

    protected override bool TryRead(ReadOnlySpan<byte> utf8, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(utf8, "true"u8) || utf8.SequenceEqual("1"u8);
        return value || Ascii.EqualsIgnoreCase(utf8, "false"u8) || utf8.SequenceEqual("0"u8);
    }
}
