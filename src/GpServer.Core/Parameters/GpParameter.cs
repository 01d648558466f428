using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// One parameter of a tool. The subclass for a GP data type is the only place that reads, describes and writes values of that type.
/// Instances are declarations: immutable, shared by all runs.
/// </summary>
public abstract partial class GpParameter
{
    string? _label;
    string _description = "";
    string _category = "";
    bool _optional;
    string? _dependsOn;

    protected GpParameter(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The form field's name; letters, digits and underscores, since clients make identifiers of it.</summary>
    public string Name { get; }

    /// <summary>What people read; the name with blanks for underscores where nothing else is said.</summary>
    public string Label
    {
        get => _label ?? Name.Replace('_', ' ');
        init => _label = value;
    }

    public string Description
    {
        get => _description;
        init => _description = value;
    }

    public string Category
    {
        get => _category;
        init => _category = value;
    }

    public ParameterDirection Direction { get; init; }

    /// <summary>An input that may be left out. One with a default is optional by itself.</summary>
    public bool Optional
    {
        get => _optional;
        init => _optional = value;
    }

    /// <summary>The name of the parameter that this one's values depend on, such as the table of a field.</summary>
    public string? DependsOn
    {
        get => _dependsOn;
        init => _dependsOn = value;
    }

    /// <summary>The name of the data type on the wire, such as <c>GPLinearUnit</c>.</summary>
    public abstract string DataType { get; }

    /// <summary>The value used when none is given, or null. A value of the type that the tool gets.</summary>
    public abstract object? DefaultValue { get; }

    public bool IsInput => Direction == ParameterDirection.Input;

    public bool IsRequired => IsInput && !Optional && DefaultValue is null;

    /// <summary>Reads a value that was given (<see cref="ParameterText.IsNotGiven"/> is false).</summary>
    /// <returns>
    /// A value of the type that the tool gets, or a <see cref="Values.FeatureReference"/> that is to be resolved to one.
    /// </returns>
    /// <exception cref="GpException">
    /// The value cannot be read; the message names this parameter, what came and what was expected.
    /// </exception>
    public abstract object Read(ParameterText text, ValueReading reading);

    /// <summary>Writes a value as a result's or input's <c>value</c>.</summary>
    public abstract void Write(JsonOutput json, object value, ValueWriting writing);

    /// <summary>
    /// Writes what stands for "no value" as the <c>value</c> of an output that the tool did not set. Clients fail on <c>null</c> where they
    /// expect an object or a list, so that structured types have <see cref="NoValue"/>.
    /// </summary>
    public virtual void WriteNoValue(JsonOutput json, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.Raw(NoValue);
    }

    /// <summary>
    /// True when the value counts as not given: by <see cref="ParameterText.IsNotGiven"/>, or because it is the object that stands for
    /// "no value", which clients send back.
    /// </summary>
    public bool IsNotGiven(ParameterText text) =>
        text.IsNotGiven || (NoValue[0] == '{' && ParameterText.Json(NoValue.ToArray()).EqualsWithoutBlanks(text));

    /// <summary>The JSON that stands for "no value".</summary>
    protected virtual ReadOnlySpan<byte> NoValue => "null"u8;

    /// <summary>
    /// The data type that a result with this value is reported with: <see cref="DataType"/>, or that of the alternative it is.
    /// </summary>
    public virtual string DataTypeOf(object value) => DataType;

    /// <summary>The texts that are valid values, or null when any is.</summary>
    public virtual IReadOnlyList<string>? ChoiceList => null;

    /// <summary>
    /// What is wrong with the declaration, or null. Checked for all tools when the server starts.
    /// </summary>
    public virtual string? Problem()
    {
        if (!IsIdentifier(Name))
        {
            return $"the name '{Name}' is not letters, digits and underscores beginning with a letter";
        }

        if (Direction == ParameterDirection.Output && (Optional || DefaultValue is not null))
        {
            return $"the output '{Name}' must be neither optional nor have a default value";
        }

        return DefaultValue is { } value ? ValueProblem(value) : null;
    }

    /// <summary>What is wrong with a default value, or null.</summary>
    protected internal virtual string? ValueProblem(object value) => null;

    /// <summary>True when no error text may repeat a value, such as that of a password.</summary>
    public virtual bool IsSecret => false;

    /// <summary>The failure of this parameter for a value that came: <c>Distance: 'far' is not valid; expected …</c></summary>
    protected GpException Invalid(ParameterText text, string expected, JsonFormatException? cause = null)
    {
        if (IsSecret)
        {
            return Invalid($"the value is not valid; expected {expected}.");
        }

        var reason = cause is null ? "" : $" ({cause.Message})";
        return new(GpError.InvalidParameter, $"{Name}: '{text.Excerpt()}' is not valid; expected {expected}{reason}.", cause);
    }

    /// <summary>The failure of this parameter, with a sentence of its own.</summary>
    protected GpException Invalid(string sentence, Exception? cause = null) =>
        new(GpError.InvalidParameter, $"{Name}: {sentence}", cause);

    /// <summary>Refuses a value of more bytes than one text may have.</summary>
    private protected void CheckBytes(ParameterText text, ReadLimits limits)
    {
        if (text.Utf8.Length > limits.TextBytes)
        {
            throw new GpException(GpError.LimitExceeded,
                $"{Name}: the text has {text.Utf8.Length} bytes; at most {limits.TextBytes} are read.");
        }
    }

    internal static bool IsIdentifier(string name) =>
        char.IsAsciiLetter(name[0]) && name.AsSpan().IndexOfAnyExcept(IdentifierCharacters) < 0;

    static readonly System.Buffers.SearchValues<char> IdentifierCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
