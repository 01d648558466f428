using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// Field: a field of the table that <see cref="GpParameter.DependsOn"/> names. In:
/// <c>{"name":"distance","type":"esriFieldTypeInteger"}</c>, or the bare name. What is said of the field beside its name is a claim of the
/// client, a string where nothing is said: a tool looks the name up in the table. Out: the object.
/// </summary>
public sealed class FieldParameter(string name) : GpParameter<Field>(name)
{
    /// <summary>The types of fields that clients should offer; empty when all are.</summary>
    public IReadOnlyList<FieldType> FieldTypes { get; init; } = [];

    public override string DataType => "Field";

    protected override ReadOnlySpan<byte> NoValue => "{}"u8;

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        const string expected = """the name of a field, or {"name":"…","type":"esriFieldType…"}""";
        try
        {
            CheckBytes(text, reading.Limits);
            var plain = text.Unquoted().Trimmed;
            if (plain.IsEmpty)
            {
                throw Invalid(text, expected);
            }

            return plain[0] == '{' ? ReadObject(plain, reading.Limits) : new Field(Encoding.UTF8.GetString(plain), FieldType.String);
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, expected, e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing) => FieldJson.Write(json, (Field)value);

    protected internal override string ListSeparators => ";,";

    protected internal override bool HasFilter => FieldTypes.Count > 0;

    protected internal override void WriteFilter(JsonOutput json) =>
        ListFilter.Write(json, "field", FieldTypes.Select(FieldJson.TypeName));

    static Field ReadObject(ReadOnlySpan<byte> utf8, ReadLimits limits)
    {
        var json = new JsonScanner(utf8, limits.JsonDepth);
        var field = FieldJson.Read(ref json);
        json.ExpectEnd();
        return field;
    }
}
