using GpServer.Rest.Answers;
using GpServer.Wire.Files;

namespace GpServer.Rest.Files;

/// <summary>A file of features that was made, to be saved by the client.</summary>
/// <param name="file">Deleted when it is closed.</param>
/// <param name="writer">Who made it.</param>
/// <param name="name">Its name without extension: that of a parameter, of letters, digits and underscores.</param>
sealed class FeatureFileAnswer(FileStream file, FeatureFileWriter writer, string name) : StreamAnswer
{
    public override string ContentType => writer.MediaType;

    public override string FileName => name + writer.Extension;

    public override long? Length => file.Length;

    public override async Task SendAsync(Stream body, CancellationToken stop)
    {
        file.Position = 0;
        await file.CopyToAsync(body, stop);
    }

    protected override void Free() => file.Dispose();
}
