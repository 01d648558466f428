using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>What features with shapes and rows without have in common. What is not given is an empty set that carries the schema.</summary>
public abstract class FeatureSetParameter(string name) : GpParameter<FeatureSet>(name)
{
    const int MostShown = 50;

    IReadOnlyList<string> _choices = [];

    /// <summary>What a client may leave out of a value is taken from here, and shown as the default value.</summary>
    public FeatureSchema Schema { get; init; } = new();

    /// <summary>
    /// The names of layers of this server that clients are to choose from, beside features of their own; empty where any name is taken.
    /// </summary>
    public IReadOnlyList<string> Choices
    {
        get => _choices;
        init => _choices = value;
    }

    public sealed override IReadOnlyList<string>? ChoiceList => _choices.Count > 0 ? _choices : null;

    public sealed override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            var value = reading.Features.Read(text.Unquoted().Utf8, Options(reading));
            return value is FeatureReference { Layer: { } name } reference && _choices.Count > 0
                ? reference with { Layer = Chosen(name, text) }
                : value;
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, "a feature set, or an object with the url of one", e);
        }
    }

    public sealed override void Write(JsonOutput json, object value, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(writing);
        writing.Features.Write(json, (FeatureSet)value, Name, writing);
    }

    public sealed override void WriteNoValue(JsonOutput json, ValueWriting writing) =>
        Write(json, new FeatureSet(Schema, []) { KnownCount = 0 }, writing);

    public sealed override async ValueTask<object> ResolveAsync(object value, IReferenceResolver resolver, ValueReading reading, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        return value is FeatureReference reference ? await resolver.ResolveAsync(reference, Options(reading), stop).ConfigureAwait(false) : value;
    }

    private protected sealed override bool TakesChoices => true;

    private protected sealed override void SetChoices(IReadOnlyList<string> choices) => _choices = choices;

    string Chosen(string name, ParameterText text) =>
        _choices.FirstOrDefault(choice => choice == name)
        ?? _choices.FirstOrDefault(choice => choice.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new GpException(GpError.InvalidParameter,
            $"{Name}: '{text.Excerpt()}' is not a member of its choice list: {string.Join(" | ", _choices.Take(MostShown))}.")
        { Number = 800 };

    /// <summary>What this parameter expects of a feature set.</summary>
    private protected abstract FeatureReadOptions Options(ValueReading reading);
}
