namespace GpServer.Wire.Files;

/// <summary>
/// Bytes that have to be kept until all of them are known: a few in memory, more in a file of their own, which is deleted with this. For
/// one thread.
/// </summary>
/// <param name="directory">Where the file is made, if one is needed.</param>
sealed class SpooledBytes(string directory) : IDisposable
{
    const int MemoryBytes = 1_048_576;
    const int CopiedBytes = 81_920;

    readonly MemoryStream _memory = new();
    FileStream? _file;

    public long Length { get; private set; }

    Stream Kept => _file is null ? _memory : _file;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is null && Length + bytes.Length > MemoryBytes)
        {
            _file = NewFile();
            _memory.WriteTo(_file);
            _memory.SetLength(0);
            _memory.Capacity = 0;
        }

        Kept.Write(bytes);
        Length += bytes.Length;
    }

    /// <summary>Reads bytes from a place. Nothing is appended afterwards.</summary>
    public void Read(long start, Span<byte> bytes)
    {
        if (_file is null)
        {
            _memory.GetBuffer().AsSpan((int)start, bytes.Length).CopyTo(bytes);
            return;
        }

        // Past the stream's own buffer, which would be filled anew for each piece.
        var read = RandomAccess.Read(_file.SafeFileHandle, bytes, start);
        if (read < bytes.Length)
        {
            throw new EndOfStreamException();
        }
    }

    /// <summary>Copies all bytes. Nothing is appended afterwards.</summary>
    public void CopyTo(Stream output, CancellationToken stop)
    {
        Kept.Position = 0;
        var buffer = new byte[(int)Math.Min(CopiedBytes, Math.Max(1, Length))];
        int read;
        while ((read = Kept.Read(buffer)) > 0)
        {
            stop.ThrowIfCancellationRequested();
            output.Write(buffer.AsSpan(0, read));
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
        _file?.Dispose();
    }

    FileStream NewFile() => new(Path.Combine(directory, Path.GetRandomFileName()), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        Options = FileOptions.DeleteOnClose,
        BufferSize = CopiedBytes,
    });
}
