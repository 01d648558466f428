namespace GpServer.Core.Json;

/// <content>A name and its value in one call. The names need no escapes.</content>
public sealed partial class JsonOutput
{
    public void Member(ReadOnlySpan<byte> name, string? value)
    {
        Name(name);
        Value(value);
    }

    public void Member(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        Value(value);
    }

    public void Member(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Value(value);
    }

    public void Member(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        Value(value);
    }

    public void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> utf8)
    {
        Name(name);
        Value(utf8);
    }

    /// <summary>Begins an object that is the value of a member.</summary>
    public void StartObject(ReadOnlySpan<byte> name)
    {
        Name(name);
        StartObject();
    }

    /// <summary>Begins an array that is the value of a member.</summary>
    public void StartArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        StartArray();
    }
}
