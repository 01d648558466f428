using System.Buffers;
using System.IO.Pipelines;
using GpServer.Core.Json;

namespace GpServer.Rest.Answers;

/// <summary>
/// Where an answer is written: JSON, and a way to wait until the client has taken what there is. What is written stays apart from the
/// response until then, so that an answer that fails early can still be replaced by its error.
/// </summary>
sealed class AnswerOutput(JsonOutput json, ArrayBufferWriter<byte> written, PipeWriter body, Action begin, CancellationToken stop)
{
    // Writers of features offer to flush after every few thousand bytes. A flush costs a system call, and a block of the compression.
    const int FlushBytes = 32 * 1024;

    public JsonOutput Json => json;

    public CancellationToken Stop => stop;

    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        json.Flush();
        if (written.WrittenCount < FlushBytes)
        {
            return;
        }

        begin();
        var flushed = await body.WriteAsync(written.WrittenMemory, cancellation);
        written.ResetWrittenCount();
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            throw new OperationCanceledException("The client takes no more of the answer.");
        }
    }
}
