using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>What features with shapes and rows without have in common. What is not given is an empty set that carries the schema.</summary>
public abstract class FeatureSetParameter(string name) : GpParameter<FeatureSet>(name)
{
    /// <summary>What a client may leave out of a value is taken from here, and shown as the default value.</summary>
    public FeatureSchema Schema { get; init; } = new();

    public sealed override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            return reading.Features.Read(text.Unquoted().Utf8, Options(reading));
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

    /// <summary>What this parameter expects of a feature set.</summary>
    private protected abstract FeatureReadOptions Options(ValueReading reading);
}
