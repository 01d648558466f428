namespace GpServer.Core.Json;

/// <summary>
/// The text is not JSON that the server reads. The message is a clause to put after the name of the parameter, such as
/// <c>expected ',' or ']' but found 'x' at character 123</c>; characters count from 1.
/// </summary>
public sealed class JsonFormatException : Exception
{
    public JsonFormatException(string message, int position)
        : base(message)
    {
        Position = position;
    }

    /// <summary>Offset in bytes, from 0, of what could not be read.</summary>
    public int Position { get; }
}
