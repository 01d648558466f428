namespace GpServer.Rest.Answers;

/// <summary>What a resource answers. The form (JSON, a page, a script) is none of its business.</summary>
abstract class EsriAnswer : IDisposable
{
    /// <summary>The answer is small, the same for everyone, and carries a tag by which clients can ask whether it has changed.</summary>
    public virtual bool IsDocument => false;

    public virtual string ContentType => "application/json;charset=utf-8";

    public abstract ValueTask WriteAsync(AnswerOutput output);

    /// <summary>Frees what the answer was written from.</summary>
    public void Dispose() => Free();

    protected virtual void Free()
    {
    }
}
