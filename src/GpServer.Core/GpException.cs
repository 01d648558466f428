namespace GpServer.Core;

/// <summary>
/// A failure that a caller can act on. The message is a sentence for the caller: it names the parameter, what came and what was
/// expected. Nothing in it may be secret. Any other exception type is a fault of the server.
/// </summary>
public sealed class GpException : Exception
{
    public GpException(GpError error, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
    }

    /// <summary>What kind of failure it is.</summary>
    public GpError Error { get; }

    /// <summary>The number of the geoprocessing error that the field knows for this failure, such as 735, or null.</summary>
    public int? Number { get; init; }

    /// <summary>The message as geoprocessing clients show it: <c>ERROR 000735: Distance: Value is required</c>.</summary>
    public string Text => Number is { } number ? $"ERROR {number:D6}: {Message}" : Message;
}
