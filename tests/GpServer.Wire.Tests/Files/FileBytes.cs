using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Wire.Files;

namespace GpServer.Wire.Tests.Files;

/// <summary>Writes sets to bytes and reads them again.</summary>
static class FileBytes
{
    public static byte[] Write(FeatureFileWriter writer, FeatureSet set, string name = "Layer")
    {
        using var folder = new TemporaryFolder();
        var output = new ForwardStream();
        writer.Write(set, new FeatureFileTarget(output, name, folder.Path), CancellationToken.None);
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
        return output.ToArray();
    }

    /// <summary>Reads all features; the set that comes out can be read without the file.</summary>
    public static FeatureSet Read(
        FeatureFileReader reader, ReadOnlySpan<byte> bytes, FeatureReadOptions? options = null, string? layer = null, string name = "input")
    {
        using var folder = new TemporaryFolder();
        var path = folder.Add(name + reader.Extensions[0], bytes);
        var temporary = Directory.CreateDirectory(Path.Combine(folder.Path, "temporary")).FullName;
        var set = reader.Read(new FeatureFileSource(path, name + reader.Extensions[0], temporary) { Layer = layer }, options ?? Reader.Options);
        var features = set.Features.ToList();
        set.Features.Count().ShouldBe(features.Count);
        return new FeatureSet(set.Schema, features) { KnownCount = set.KnownCount, ExceededTransferLimit = set.ExceededTransferLimit };
    }

    /// <summary>A stream as an answer has it: it goes forward alone.</summary>
    sealed class ForwardStream : Stream
    {
        readonly MemoryStream _bytes = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public byte[] ToArray() => _bytes.ToArray();

        public override void Write(byte[] buffer, int offset, int count) => _bytes.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => _bytes.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
