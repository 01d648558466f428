using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPComposite: a value of one of several types. In: <c>{"dataType":"GPString","value":"x"}</c>, or the bare value, which is that of the
/// first alternative that can read it. Out: the bare value, reported with the alternative's own data type; in lists the object.
/// </summary>
/// <param name="alternatives">In the order in which they are tried. Their names are not shown.</param>
public sealed class CompositeParameter(string name, params IReadOnlyList<GpParameter> alternatives) : GpParameter<CompositeValue>(name)
{
    public override string DataType => "GPComposite";

    public override IReadOnlyList<GpParameter> Members => alternatives;

    public override bool IsSecret => alternatives.Any(alternative => alternative.IsSecret);

    public override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (TryReadTyped(text, reading, out var dataType, out var value))
        {
            return ReadTyped(text, dataType, value, reading);
        }

        foreach (var alternative in alternatives)
        {
            try
            {
                return new CompositeValue(alternative, alternative.Read(text, reading));
            }
            catch (GpException e) when (e.Error != GpError.LimitExceeded)
            {
                // It is none of this alternative; the next may take it.
            }
        }

        throw Invalid(text, $"a value of {string.Join(", ", alternatives.Select(alternative => alternative.DataType))}");
    }

    public override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(writing);
        if (writing.IsStored)
        {
            // The bare value may be one of several alternatives when it is read again.
            WriteTyped(json, value, writing);
            return;
        }

        var composite = (CompositeValue)value;
        composite.Alternative.Write(json, composite.Value, writing);
    }

    public override string DataTypeOf(object value) => ((CompositeValue)value).Alternative.DataType;

    public override string? Problem()
    {
        if (alternatives.FirstOrDefault(IsComposed) is { } composed)
        {
            return $"an alternative of '{Name}' cannot be of type {composed.DataType}";
        }

        if (alternatives.Count < 2 || alternatives.DistinctBy(alternative => alternative.DataType).Count() < alternatives.Count)
        {
            return $"'{Name}' must have two or more alternatives of different types";
        }

        return alternatives.Select(alternative => alternative.Problem()).FirstOrDefault(problem => problem is not null) ?? base.Problem();
    }

    public override async ValueTask<object> ResolveAsync(object value, IReferenceResolver resolver, ValueReading reading, CancellationToken stop)
    {
        var composite = (CompositeValue)value;
        var resolved = await composite.Alternative.ResolveAsync(composite.Value, resolver, reading, stop).ConfigureAwait(false);
        return composite with { Value = resolved };
    }

    public override object MapFeatures(object value, Func<FeatureSet, FeatureSet> map)
    {
        var composite = (CompositeValue)value;
        return composite with { Value = composite.Alternative.MapFeatures(composite.Value, map) };
    }

    public override IEnumerable<DataFile> MadeFiles(object value) =>
        value is CompositeValue composite ? composite.Alternative.MadeFiles(composite.Value) : [];

    protected internal override object AsRead(object value, ValueReading reading)
    {
        var composite = (CompositeValue)value;
        return composite with { Value = composite.Alternative.AsRead(composite.Value, reading) };
    }

    protected internal override string? ValueProblem(object value)
    {
        var composite = (CompositeValue)value;
        return alternatives.Contains(composite.Alternative)
            ? composite.Alternative.ValueProblem(composite.Value)
            : $"the default value of '{Name}' is of none of its alternatives";
    }

    protected internal override bool HasFilter => alternatives.Any(alternative => alternative.HasFilter);

    protected internal override void WriteFilter(JsonOutput json) => WriteMemberFilters(json);

    protected internal override void WriteTyped(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        var composite = (CompositeValue)value;
        json.StartObject();
        json.Member("dataType"u8, composite.Alternative.DataType);
        json.Name("value"u8);
        composite.Alternative.Write(json, composite.Value, writing);
        json.EndObject();
    }

    internal static bool IsComposed(GpParameter member) => member.Members.Count > 0;

    CompositeValue ReadTyped(ParameterText text, string dataType, ParameterText value, ValueReading reading)
    {
        var alternative = alternatives.FirstOrDefault(alternative => alternative.DataType == dataType);
        if (alternative is null || value.IsNotGiven)
        {
            throw Invalid(text, string.Join(" or ", alternatives.Select(known => $$"""{"dataType":"{{known.DataType}}","value":…}""")));
        }

        try
        {
            return new CompositeValue(alternative, alternative.Read(value, reading));
        }
        catch (GpException e)
        {
            throw At(dataType, alternative, e);
        }
    }

    // Text that is no JSON object with a data type is a bare value, whatever else it may be.
    static bool TryReadTyped(ParameterText text, ValueReading reading, out string dataType, out ParameterText value)
    {
        dataType = "";
        value = default;
        try
        {
            var plain = text.Unquoted();
            if (!plain.Trimmed.StartsWith("{"u8))
            {
                return false;
            }

            var json = new JsonScanner(plain.Utf8.Span, reading.Limits.JsonDepth);
            json.EnterObject();
            while (json.NextMember(out var member))
            {
                if (member.SequenceEqual("dataType"u8) && json.Peek() == JsonKind.String)
                {
                    dataType = json.ReadString();
                }
                else if (member.SequenceEqual("value"u8))
                {
                    value = Next(ref json, plain.Utf8);
                }
                else
                {
                    json.Skip();
                }
            }

            json.ExpectEnd();
            return dataType.Length > 0;
        }
        catch (JsonFormatException)
        {
            return false;
        }
    }
}
