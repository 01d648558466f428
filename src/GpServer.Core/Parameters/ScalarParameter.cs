using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>A parameter whose value is one word or number, as form text, as a JSON number or word, or in quotes.</summary>
public abstract class ScalarParameter<T>(string name) : GpParameter<T>(name)
    where T : notnull
{
    /// <summary>What a value must be, for error texts.</summary>
    protected abstract string Expected { get; }

    public sealed override object Read(ParameterText text, ValueReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        try
        {
            CheckBytes(text, reading.Limits);
            return TryRead(PlainText.Of(text).Trim(" \t\r\n"u8), out var value) ? value : throw Invalid(text, Expected);
        }
        catch (JsonFormatException e)
        {
            throw Invalid(text, Expected, e);
        }
    }

    protected internal override string ListSeparators => ";,";

    /// <summary>Reads the text without white space around it; false when it is no value of this parameter.</summary>
    protected abstract bool TryRead(ReadOnlySpan<byte> utf8, out T value);
}
