namespace GpServer.Rest.Answers;

/// <summary>What a resource answers. The form (JSON, a page, a script) is none of its business.</summary>
abstract class EsriAnswer : IDisposable
{
    /// <summary>The answer is small, the same for everyone, and carries a tag by which clients can ask whether it has changed.</summary>
    public virtual bool IsDocument => false;

    /// <summary>
    /// What tells this content from any other of the same resource and form, where that is known before it is written; null for a document
    /// whose tag is computed from its bytes.
    /// </summary>
    public virtual string? Tag => null;

    public virtual string ContentType => "application/json;charset=utf-8";

    /// <summary>What a page that the answer itself is may load and run; null where the answer is no page.</summary>
    public virtual string? ContentSecurityPolicy => null;

    public abstract ValueTask WriteAsync(AnswerOutput output);

    /// <summary>Frees what the answer was written from.</summary>
    public void Dispose() => Free();

    protected virtual void Free()
    {
    }
}
