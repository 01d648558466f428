using GpServer.Core.Parameters;

namespace GpServer.Core.Values;

/// <summary>The value of a parameter that takes several data types.</summary>
/// <param name="Alternative">The one of the composite's alternatives that the value is of.</param>
/// <param name="Value">A value of that alternative.</param>
public sealed record CompositeValue(GpParameter Alternative, object Value)
{
    /// <summary>The value when it is of this alternative.</summary>
    public bool TryGet<T>(GpParameter<T> alternative, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : notnull
    {
        var matches = ReferenceEquals(Alternative, alternative);
        value = matches ? (T)Value : default;
        return matches;
    }

    // A record's own text would show a hidden text.
    public override string ToString() => $"a value of {Alternative.DataType}";
}
