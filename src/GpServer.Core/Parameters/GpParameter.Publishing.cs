using GpServer.Core.Tools;

namespace GpServer.Core.Parameters;

/// <content>
/// The parameter of a published task: a copy of the tool's with other words, another default value, a fixed value or fewer choices. Values
/// of the copy are values of the tool's own parameter.
/// </content>
public abstract partial class GpParameter
{
    // Read again for each run: how a value is read, and how many vertices it may have, is the request's affair.
    ParameterText? _otherText;
    FixedValue? _fixed;

    /// <summary>True where a value that a caller gives must be the default value.</summary>
    public bool IsFixed => _fixed is not null;

    private protected bool HasOtherDefault { get; private set; }

    private protected object? OtherDefault { get; private set; }

    internal bool HasChoicesOfItsOwn => TakesChoices;

    /// <summary>True where a task may publish other choices.</summary>
    private protected virtual bool TakesChoices => false;

    /// <summary>Reads a value that a caller gives. That of a fixed parameter must be the fixed one.</summary>
    /// <exception cref="GpException">It cannot be read, or is another.</exception>
    internal object ReadGiven(ParameterText text, ValueReading reading)
    {
        var value = Read(text, reading);
        if (_fixed is not { } only)
        {
            return value;
        }

        return only.IsSame(this, value)
            ? DefaultFor(reading)!
            : throw Invalid(text, $"the value that this task has fixed: {only.Excerpt}");
    }

    /// <summary>A copy with the words of the publication; what it does not say stays.</summary>
    internal GpParameter WithWords(PublishedParameter words)
    {
        var copy = Copy();
        copy._label = words.Label ?? copy._label;
        copy._description = words.Description ?? copy._description;
        copy._category = words.Category ?? copy._category;
        return copy;
    }

    /// <summary>A copy that depends on no other parameter, since that is not listed.</summary>
    internal GpParameter WithoutDependency()
    {
        var copy = Copy();
        copy._dependsOn = null;
        return copy;
    }

    /// <summary>A copy that a caller must give.</summary>
    internal GpParameter WithoutDefault()
    {
        var copy = Copy();
        copy._optional = false;
        copy.HasOtherDefault = true;
        return copy;
    }

    /// <summary>A copy whose value is this one where none is given.</summary>
    /// <param name="text">What <paramref name="value"/> was read from.</param>
    internal GpParameter WithDefault(ParameterText text, object value)
    {
        var copy = Copy();
        (copy._otherText, copy.OtherDefault, copy.HasOtherDefault) = (text, value, true);
        return copy;
    }

    /// <summary>A copy that takes its default value alone. Where the type has choices, that is the only one.</summary>
    internal GpParameter WithFixedDefault(ValueReading reading, ValueWriting writing)
    {
        var copy = Copy();
        if (TakesChoices && OtherDefault is string only && only.Length > 0 && only == only.Trim())
        {
            copy.SetChoices([only]);
        }

        copy._fixed = new FixedValue(copy, OtherDefault!, reading, writing);
        return copy;
    }

    /// <summary>A copy with these choices.</summary>
    /// <exception cref="GpException">The type has none, or the tool takes other texts only.</exception>
    internal GpParameter WithChoices(IReadOnlyList<string> choices)
    {
        var copy = Copy();
        copy.SetChoices(choices);
        return copy;
    }

    private protected virtual void SetChoices(IReadOnlyList<string> choices) =>
        throw Invalid($"choices are for GPString, features and lists of them only, and this is {DataType}.");

    GpParameter Copy() => (GpParameter)MemberwiseClone();
}
