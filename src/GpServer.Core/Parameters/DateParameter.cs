using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPDate. In: epoch milliseconds, ISO 8601 text (UTC where no offset is said), <c>{"date":"2008/01/31","format":"yyyy/MM/dd"}</c>, or
/// the text <c>Tue Jan 01 00:00:00 UTC 2008</c> of older clients. The tool gets UTC. Out: epoch milliseconds.
/// </summary>
public sealed class DateParameter(string name) : GpParameter<DateTimeOffset>(name)
{
    const string Expected =
        """milliseconds since 1970-01-01 UTC, a date such as 2008-01-31T14:30:00, or {"date":"2008/01/31","format":"yyyy/MM/dd"}""";

    public override string DataType => "GPDate";

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            var plain = text.Unquoted();
            return plain.Trimmed.StartsWith("{"u8)
                ? ReadObject(plain.Trimmed, reading.Limits)
                : DateText.Read(plain.Trimmed) ?? throw Invalid(text, Expected);
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, Expected, e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.Value(((DateTimeOffset)value).ToUnixTimeMilliseconds());
    }

    protected internal override string ListSeparators => ";,";

    static DateTimeOffset ReadObject(ReadOnlySpan<byte> utf8, ReadLimits limits)
    {
        var json = new JsonScanner(utf8, limits.JsonDepth);
        string? date = null, format = null;
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (member.SequenceEqual("date"u8))
            {
                date = json.Peek() == JsonKind.Number ? Encoding.UTF8.GetString(json.SkipRaw()) : json.ReadString();
            }
            else if (member.SequenceEqual("format"u8) && !json.TryReadNull())
            {
                format = json.ReadString();
            }
            else if (!member.SequenceEqual("format"u8))
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        var read = (date, format) switch
        {
            (null, _) => null,
            (_, null) => DateText.Read(Encoding.UTF8.GetBytes(date.Trim())),
            _ => DatePattern.Read(date, format),
        };
        return read ?? throw new JsonFormatException("the date is missing, does not follow the format, or is none of the calendar", 0);
    }
}
