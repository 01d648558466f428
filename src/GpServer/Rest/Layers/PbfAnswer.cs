using GpServer.Rest.Answers;
using GpServer.Wire.Pbf;
using Microsoft.AspNetCore.WebUtilities;

namespace GpServer.Rest.Layers;

/// <summary>An answer as protocol buffer, which is ready before it is sent: it begins with the length of the whole.</summary>
sealed class PbfAnswer(FileBufferingWriteStream content) : StreamAnswer
{
    public override string ContentType => PbfWriter.MediaType;

    public override Task SendAsync(Stream body, CancellationToken stop) => content.DrainBufferAsync(body, stop);

    protected override void Free() => content.Dispose();
}
