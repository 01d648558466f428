using System.IO.Compression;

namespace GpServer.Wire.Files.Archives;

/// <summary>Unpacks one entry: counts what comes out against the limits, and compares length and checksum at the end.</summary>
sealed class EntryStream : Stream
{
    const long RatioCountsAbove = 1024 * 1024;

    readonly Stream _unpacked;
    readonly ArchiveEntry _entry;
    readonly ArchiveLimits _limits;
    readonly FilePlace _place;
    readonly Action<long> _count;
    uint _checksum = Crc32.Start;
    long _read;
    bool _ended;

    /// <param name="count">Is told how many bytes have come out, and throws where they are too many.</param>
    public EntryStream(Stream packed, ArchiveEntry entry, ArchiveLimits limits, FilePlace place, Action<long> count)
    {
        _unpacked = entry.IsDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
        _entry = entry;
        _limits = limits;
        _place = place;
        _count = count;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    string Name => FilePlace.Shown(_entry.Name);

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        var count = Unpack(buffer);
        if (count == 0)
        {
            CheckWhole();
            _ended = true;
            return 0;
        }

        if (_read == 0 && PackedFormats.Begins(buffer[..count]))
        {
            throw _place.Invalid($"the entry '{Name}' is an archive itself; expected files that are packed once");
        }

        _read += count;
        _checksum = Crc32.Append(_checksum, buffer[..count]);
        CheckLimits();
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    int Unpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException problem)
        {
            throw _place.Invalid($"the archive is damaged: the entry '{Name}' cannot be unpacked", problem);
        }
    }

    void CheckLimits()
    {
        // Before the length: a bomb that says honestly how large it becomes is a bomb too.
        if (_read > RatioCountsAbove && _read / _limits.Ratio >= Math.Max(1, _entry.PackedLength))
        {
            throw _place.Exceeds($"the entry '{Name}' unpacks to more than {_limits.Ratio} times its packed bytes, the limit of one archive.");
        }

        if (_read > _entry.Length)
        {
            throw _place.Invalid($"the archive is damaged: the entry '{Name}' has more bytes than the {_entry.Length} of its directory");
        }

        _count(_read);
    }

    void CheckWhole()
    {
        if (_read < _entry.Length)
        {
            throw _place.Invalid($"the archive is damaged: the entry '{Name}' has {_read} bytes; expected {_entry.Length}");
        }

        if (Crc32.End(_checksum) != _entry.Checksum)
        {
            throw _place.Invalid($"the archive is damaged: the checksum of the entry '{Name}' is wrong");
        }
    }
}
