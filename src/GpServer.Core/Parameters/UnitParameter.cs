using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// What the three types of a number with a unit share: the object (<c>{"distance":5,"units":"esriMiles"}</c>) and the text
/// (<c>5 Miles</c>).
/// </summary>
public abstract class UnitParameter<TValue, TUnit>(string name) : GpParameter<TValue>(name)
    where TValue : struct
    where TUnit : struct, Enum
{
    /// <summary>The member of the object that holds the number.</summary>
    private protected abstract string NumberMember { get; }

    /// <summary>What the names of units begin with on the wire.</summary>
    private protected abstract string Prefix { get; }

    /// <summary>The unit of a number without one.</summary>
    private protected abstract TUnit MissingUnit { get; }

    /// <summary>What a unit is called in error texts, such as <c>a linear unit</c>.</summary>
    private protected abstract string Kind { get; }

    /// <summary>The forms of a value, for error texts.</summary>
    private protected abstract string Expected { get; }

    /// <summary>True where a text's number and unit must be apart.</summary>
    private protected virtual bool NeedsBlank => false;

    public sealed override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            var plain = text.Unquoted();
            var (number, unit) = plain.Trimmed.StartsWith("{"u8) ? ReadObject(plain.Trimmed, reading.Limits) : ReadText(plain.Trimmed);
            return double.IsFinite(number) ? AsRead(Make(number, UnitOf(unit)), reading) : throw Invalid(text, Expected);
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, Expected, e);
        }
    }

    public sealed override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        var (number, unit) = Parts((TValue)value);
        json.StartObject();
        json.Name(NumberMember);
        json.Value(number);
        json.Member("units"u8, $"{Prefix}{unit}");
        json.EndObject();
    }

    protected internal sealed override string ListSeparators => ";";

    private protected abstract TValue Make(double number, TUnit unit);

    private protected abstract (double Number, TUnit Unit) Parts(TValue value);

    TUnit UnitOf(string? unit)
    {
        if (string.IsNullOrWhiteSpace(unit))
        {
            return MissingUnit;
        }

        return UnitNames<TUnit>.Find(unit, Prefix)
            ?? throw Invalid($"'{ParameterText.Form(unit).Excerpt()}' is not {Kind}; expected one of {UnitNames<TUnit>.All(Prefix)}.");
    }

    (double Number, string? Unit) ReadText(ReadOnlySpan<byte> utf8)
    {
        if (!NumberParser.TryParse(utf8, out var number, out var consumed))
        {
            return (double.NaN, null);
        }

        var rest = utf8[consumed..];
        return NeedsBlank && !rest.IsEmpty && rest[0] != ' ' ? (double.NaN, null) : (number, Encoding.UTF8.GetString(rest).Trim());
    }

    (double Number, string? Unit) ReadObject(ReadOnlySpan<byte> utf8, ReadLimits limits)
    {
        var json = new JsonScanner(utf8, limits.JsonDepth);
        var number = double.NaN;
        string? unit = null;
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (Encoding.UTF8.GetString(member) == NumberMember)
            {
                number = json.ReadDouble();
            }
            else if (member.SequenceEqual("units"u8) && !json.TryReadNull())
            {
                unit = json.ReadString();
            }
            else if (!member.SequenceEqual("units"u8))
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        return (number, unit);
    }
}
