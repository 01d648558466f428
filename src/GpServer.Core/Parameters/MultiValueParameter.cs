using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPMultiValue: a list of values of one type. In: a JSON array; one value alone; text whose elements are separated by <c>;</c>, or by
/// commas where no element has one (numbers, dates, choices, fields), as clients send that join lists themselves. Out: always an array.
/// </summary>
/// <param name="member">Reads and writes the elements. Its name is not shown.</param>
public sealed class MultiValueParameter<T>(string name, GpParameter<T> member) : GpParameter<IReadOnlyList<T>>(name)
    where T : notnull
{
    IReadOnlyList<GpParameter> _members = [member];

    public override string DataType { get; } = $"GPMultiValue:{member.DataType}";

    public override IReadOnlyList<GpParameter> Members => _members;

    public override IReadOnlyList<string>? ChoiceList => member.ChoiceList;

    protected override ReadOnlySpan<byte> NoValue => "[]"u8;

    public override bool IsSecret => member.IsSecret;

    /// <returns>A list of <typeparamref name="T"/>, or of objects when some are references that are still to be resolved.</returns>
    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            var values = new List<object>();
            ReadInto(values, text.Unquoted(), text, reading);
            return Typed(values) ?? (object)values;
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, $"a JSON array of {member.DataType}", e);
        }
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.StartArray();
        foreach (var element in (IReadOnlyList<T>)value)
        {
            member.WriteTyped(json, element, writing);
        }

        json.EndArray();
    }

    public override string? Problem()
    {
        if (member.DataType.StartsWith("GPMultiValue:", StringComparison.Ordinal) || member is ValueTableParameter)
        {
            return $"the list '{Name}' cannot have members of type {member.DataType}";
        }

        return member.Problem() ?? base.Problem();
    }

    public override async ValueTask<object> ResolveAsync(object value, IReferenceResolver resolver, ValueReading reading, CancellationToken stop)
    {
        if (typeof(T).IsValueType)
        {
            return value;
        }

        var resolved = new List<T>();
        foreach (var element in (IEnumerable<object>)value)
        {
            resolved.Add((T)await member.ResolveAsync(element, resolver, reading, stop).ConfigureAwait(false));
        }

        return resolved;
    }

    public override object MapFeatures(object value, Func<FeatureSet, FeatureSet> map) => typeof(T).IsValueType
        ? value
        : ((IReadOnlyList<T>)value).Select(element => (T)member.MapFeatures(element, map)).ToList();

    public override IEnumerable<DataFile> MadeFiles(object value) => member.MayHoldFiles
        ? ((IReadOnlyList<T>)value).SelectMany(element => member.MadeFiles(element))
        : [];

    protected internal override string? ValueProblem(object value) =>
        ((IReadOnlyList<T>)value).Select(element => member.ValueProblem(element)).FirstOrDefault(problem => problem is not null);

    protected internal override object AsRead(object value, ValueReading reading) =>
        ((IReadOnlyList<T>)value).Select(element => (T)member.AsRead(element, reading)).ToList();

    protected internal override bool HasFilter => member.HasFilter;

    protected internal override void WriteFilter(JsonOutput json) => member.WriteFilter(json);

    private protected override bool TakesChoices => member.HasChoicesOfItsOwn;

    private protected override void SetChoices(IReadOnlyList<string> choices)
    {
        member = (GpParameter<T>)member.WithChoices(choices);
        _members = [member];
    }

    void ReadInto(List<object> values, ParameterText plain, ParameterText text, ValueReading reading)
    {
        var utf8 = plain.Trimmed;
        if (utf8.StartsWith("["u8))
        {
            ReadArray(values, plain.Utf8, reading);
        }
        else if (utf8.StartsWith("{"u8) || text.IsJson)
        {
            // One element alone; that of a text keeps its quotes, which its own reader takes off.
            Add(values, text, reading);
        }
        else if (Separator(plain) is { } separator)
        {
            foreach (var range in plain.Utf8.Span.Split((byte)separator))
            {
                Add(values, ParameterText.Form(Trim(plain.Utf8[range])), reading);
            }
        }
        else
        {
            Add(values, plain, reading);
        }
    }

    void ReadArray(List<object> values, ReadOnlyMemory<byte> utf8, ValueReading reading)
    {
        var json = new JsonScanner(utf8.Span, reading.Limits.JsonDepth);
        json.EnterArray();
        while (json.NextElement())
        {
            Add(values, Next(ref json, utf8), reading);
        }

        json.ExpectEnd();
    }

    void Add(List<object> values, ParameterText element, ValueReading reading)
    {
        CheckCount(values.Count + 1, reading.Limits);
        if (element.IsJson && element.IsNotGiven)
        {
            throw Invalid($"value {values.Count + 1} of the list is null; expected a value of {member.DataType}.");
        }

        try
        {
            values.Add(member.Read(element, reading));
        }
        catch (GpException e)
        {
            throw At($"value {values.Count + 1} of the list", member, e);
        }
    }

    // The first separator of the type that the text has, unless the whole text is one of the choices.
    char? Separator(ParameterText text)
    {
        var whole = System.Text.Encoding.UTF8.GetString(text.Trimmed);
        if (ChoiceList?.Contains(whole, StringComparer.OrdinalIgnoreCase) == true)
        {
            return null;
        }

        foreach (var separator in member.ListSeparators)
        {
            if (whole.Contains(separator, StringComparison.Ordinal))
            {
                return separator;
            }
        }

        return null;
    }

    static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> utf8)
    {
        var start = utf8.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return start < 0 ? default : utf8[start..(utf8.Span.LastIndexOfAnyExcept(" \t\r\n"u8) + 1)];
    }

    static List<T>? Typed(List<object> values)
    {
        var typed = new List<T>(values.Count);
        foreach (var value in values)
        {
            if (value is not T element)
            {
                return null;
            }

            typed.Add(element);
        }

        return typed;
    }
}
