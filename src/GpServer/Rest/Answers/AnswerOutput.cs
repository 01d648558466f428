using System.IO.Pipelines;
using GpServer.Core.Json;

namespace GpServer.Rest.Answers;

/// <summary>Where an answer is written: JSON, and a way to wait until the client has taken what there is.</summary>
sealed class AnswerOutput(JsonOutput json, PipeWriter? body, CancellationToken stop)
{
    // Writers of features offer to flush after every few thousand bytes. A flush costs a system call, and a block of the compression.
    const int FlushBytes = 32 * 1024;

    long _flushed;

    public JsonOutput Json => json;

    public CancellationToken Stop => stop;

    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (body is null || json.BytesWritten - _flushed < FlushBytes)
        {
            return;
        }

        json.Flush();
        _flushed = json.BytesWritten;
        var flushed = await body.FlushAsync(cancellation);
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            throw new OperationCanceledException("The client takes no more of the answer.");
        }
    }
}
