namespace GpServer.Rest.Answers;

/// <summary>An answer that is no JSON, and is sent as it comes.</summary>
abstract class StreamAnswer : EsriAnswer
{
    public virtual int StatusCode => StatusCodes.Status200OK;

    /// <summary>The bytes that will be sent, where that is known before.</summary>
    public virtual long? Length => null;

    /// <summary>The name under which the client is to save it; null for what is shown.</summary>
    public virtual string? FileName => null;

    public sealed override ValueTask WriteAsync(AnswerOutput output) => throw new NotSupportedException("A stream is sent, not written.");

    public abstract Task SendAsync(Stream body, CancellationToken stop);
}
