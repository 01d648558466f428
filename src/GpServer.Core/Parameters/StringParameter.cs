using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// GPString: any text, or one of <see cref="Choices"/> or <see cref="CodedValues"/>. Choices are found without regard to case, and the
/// tool gets the spelling that it declared.
/// </summary>
public sealed class StringParameter(string name) : TextParameter(name)
{
    const int MostShown = 50;

    IReadOnlyList<string> _choices = [];
    IReadOnlyList<CodedValue> _codedValues = [];

    /// <summary>The values that the tool takes; empty when it takes all.</summary>
    public IReadOnlyList<string> Choices
    {
        get => _choices;
        init => _choices = value;
    }

    /// <summary>
    /// Choices that have a name for people beside the value for the tool. A client may send either; the tool gets the value. They stand in
    /// place of <see cref="Choices"/>.
    /// </summary>
    public IReadOnlyList<CodedValue> CodedValues
    {
        get => _codedValues;
        init => _codedValues = value;
    }

    public override string DataType => "GPString";

    public override IReadOnlyList<string>? ChoiceList => (CodedValues.Count, Choices.Count) switch
    {
        ( > 0, _) => [.. CodedValues.Select(coded => coded.Value)],
        (_, > 0) => Choices,
        _ => null,
    };

    public override object Read(ParameterText text, ValueReading reading)
    {
        var value = (string)base.Read(text, reading);
        if (ChoiceList is not { } choices)
        {
            return value;
        }

        return Find(value.Trim())
            ?? throw new GpException(GpError.InvalidParameter,
                $"{Name}: '{ParameterText.Form(value).Excerpt()}' is not a member of its choice list: {Shown(choices)}.")
            { Number = 800 };
    }

    public override string? Problem() => ChoiceProblem() ?? base.Problem();

    protected internal override string? ValueProblem(object value) =>
        ChoiceList?.Contains((string)value) == false ? $"the default value '{value}' of '{Name}' is not one of its choices" : null;

    protected internal override string ListSeparators => ChoiceList is null ? ";" : ";,";

    protected internal override bool HasFilter => CodedValues.Count > 0;

    protected internal override void WriteFilter(JsonOutput json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.StartObject();
        json.Member("type"u8, "codedValue");
        json.StartArray("list"u8);
        foreach (var (shown, value) in CodedValues)
        {
            json.StartObject();
            json.Member("dataType"u8, DataType);
            json.Member("name"u8, shown);
            json.Member("value"u8, value);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

    private protected override bool TakesChoices => true;

    private protected override void SetChoices(IReadOnlyList<string> choices)
    {
        if (ChoiceList is not { } own)
        {
            _choices = choices;
            return;
        }

        var found = choices.Select(choice => Find(choice.Trim()) ?? throw Invalid(
            $"the choice '{ParameterText.Form(choice).Excerpt()}' is none of the tool's own: {Shown(own)}.")).ToList();
        if (_codedValues.Count > 0)
        {
            _codedValues = [.. found.Select(value => _codedValues.First(coded => coded.Value == value))];
        }
        else
        {
            _choices = found;
        }
    }

    static string Shown(IReadOnlyList<string> choices) => choices.Count <= MostShown
        ? string.Join(" | ", choices)
        : $"{string.Join(" | ", choices.Take(MostShown))} and {choices.Count - MostShown} more";

    // The exact spelling first, since two choices may differ by case alone; a value before a name.
    string? Find(string text) =>
        Find(text, StringComparison.Ordinal) ?? Find(text, StringComparison.OrdinalIgnoreCase);

    string? Find(string text, StringComparison comparison) =>
        Choices.FirstOrDefault(choice => string.Equals(choice, text, comparison))
        ?? CodedValues.FirstOrDefault(coded => string.Equals(coded.Value, text, comparison))?.Value
        ?? CodedValues.FirstOrDefault(coded => string.Equals(coded.Name, text, comparison))?.Value;

    string? ChoiceProblem()
    {
        if (Choices.Count > 0 && CodedValues.Count > 0)
        {
            return $"'{Name}' has both choices and coded values";
        }

        if (ChoiceList is not { } choices)
        {
            return null;
        }

        if ((Repeated(choices) ?? Repeated(CodedValues.Select(coded => coded.Name))) is { } twice)
        {
            return $"'{Name}' has the choice '{twice}' twice";
        }

        return choices.FirstOrDefault(choice => choice != choice.Trim() || choice.Length == 0) is { } blank
            ? $"the choice '{blank}' of '{Name}' is empty or has blanks around it"
            : null;
    }

    static string? Repeated(IEnumerable<string> texts) =>
        texts.GroupBy(text => text, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
}
