using GpServer.Core;

namespace GpServer.Rest.Requests;

/// <summary>The file of a form, as it comes.</summary>
/// <param name="name">Its name as the client gave it, perhaps with folders; empty where it gave none.</param>
sealed class StreamedFile(string name, Stream content)
{
    Reading? _content;

    public string Name => name;

    /// <summary>Its bytes, to be read once. What is wrong with the request is thrown as <see cref="GpException"/>.</summary>
    public Stream Content => _content ??= new Reading(content);

    /// <summary>Something of it was read.</summary>
    public bool IsBegun => _content is { IsBegun: true };

    /// <summary>What a failure of reading a form says to its client; null for any other failure.</summary>
    public static Exception? Failure(Exception failure) => failure switch
    {
        BadHttpRequestException or GpException => null,

        // The one fault in a chunked body for which the server has another exception than for all others.
        IOException { InnerException: OverflowException } => new BadHttpRequestException("The length of a chunk is not a number that can be.", failure),

        // An invalid operation on a compressed body is a fault in what came: so says the reader of Brotli.
        IOException or InvalidDataException or InvalidOperationException => MultipartForm.Malformed(failure.Message, failure),
        _ => null,
    };

    sealed class Reading(Stream content) : Stream
    {
        public bool IsBegun { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsBegun = true;
            try
            {
                return await content.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception e) when (Failure(e) is { } failure)
            {
                throw failure;
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
