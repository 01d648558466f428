namespace GpServer.Rest.Answers;

/// <summary>An answer that is no JSON, and is sent as it comes.</summary>
abstract class StreamAnswer : EsriAnswer
{
    public virtual int StatusCode => StatusCodes.Status200OK;

    public sealed override ValueTask WriteAsync(AnswerOutput output) => throw new NotSupportedException("A stream is sent, not written.");

    public abstract Task SendAsync(Stream body, CancellationToken stop);
}
