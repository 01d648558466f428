using System.Buffers;

namespace GpServer.Storage.Features;

/// <summary>One section of a chunk, unpacked. Nothing is read beyond its bytes.</summary>
ref struct SectionReader
{
    readonly ReadOnlySpan<byte> _plain;
    readonly ReadOnlySpan<byte> _dense;
    readonly byte[]? _rented;
    int _position;
    int _densePosition;

    /// <param name="block">Where the section begins; moved on behind it.</param>
    /// <exception cref="InvalidDataException">The block ends before the section does, or it does not unpack.</exception>
    public SectionReader(ref ReadOnlySpan<byte> block)
    {
        var lengths = ReadLengths(ref block);
        var stored = TakeFrom(ref block, lengths.Packed > 0 ? lengths.Packed : lengths.Plain);
        _dense = TakeFrom(ref block, lengths.Dense);
        _plain = stored;
        if (lengths.Packed > 0)
        {
            _rented = Packing.Unpack(stored, lengths.Plain);
            _plain = _rented.AsSpan(0, lengths.Plain);
        }
    }

    /// <summary>Moves on behind a section without unpacking it.</summary>
    public static void Skip(ref ReadOnlySpan<byte> block)
    {
        var lengths = ReadLengths(ref block);
        TakeFrom(ref block, lengths.Packed > 0 ? lengths.Packed : lengths.Plain);
        TakeFrom(ref block, lengths.Dense);
    }

    /// <summary>The next byte of those that compress.</summary>
    public byte ReadByte() => Take(1)[0];

    public int ReadCount() => Varint.Read(_plain, ref _position);

    /// <summary>
    /// Reads how many values follow. Each takes at least a byte, so that memory for them can be taken before they are read.
    /// </summary>
    public int ReadLength()
    {
        var length = ReadCount();
        if (length > _plain.Length - _position + _dense.Length - _densePosition)
        {
            Damage.Found($"{length} values cannot be in what is left of a section");
        }

        return length;
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _plain.Length - _position)
        {
            Damage.Found("a section ends too early");
        }

        _position += length;
        return _plain.Slice(_position - length, length);
    }

    /// <summary>A plane of bytes from where the writer put it.</summary>
    public ReadOnlySpan<byte> TakePlane(int length)
    {
        switch (ReadByte())
        {
            case 0:
                return Take(length);
            case 1:
                return TakeDense(length);
            default:
                throw Damage.New("a plane of bytes is of an unknown form");
        }
    }

    /// <summary>Refuses bytes that nothing has asked for.</summary>
    public readonly void ExpectEnd()
    {
        if (_position != _plain.Length || _densePosition != _dense.Length)
        {
            Damage.Found("a section is longer than what is in it");
        }
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }

    ReadOnlySpan<byte> TakeDense(int length)
    {
        if (length > _dense.Length - _densePosition)
        {
            Damage.Found("a section ends too early");
        }

        _densePosition += length;
        return _dense.Slice(_densePosition - length, length);
    }

    static (int Plain, int Packed, int Dense) ReadLengths(ref ReadOnlySpan<byte> block)
    {
        var position = 0;
        var lengths = (Varint.Read(block, ref position), Varint.Read(block, ref position), Varint.Read(block, ref position));
        block = block[position..];
        return lengths;
    }

    static ReadOnlySpan<byte> TakeFrom(ref ReadOnlySpan<byte> block, int length)
    {
        if (length > block.Length)
        {
            Damage.Found("a section is longer than its block");
        }

        var taken = block[..length];
        block = block[length..];
        return taken;
    }
}
