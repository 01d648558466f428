using System.Buffers.Binary;

namespace GpServer.Wire.Files.Wkb;

/// <summary>Takes the numbers of well-known binary one after the other.</summary>
ref struct WkbScan(ReadOnlySpan<byte> bytes)
{
    /// <summary>The byte of the order and the type: what each part begins with.</summary>
    public const int HeadLength = 1 + sizeof(uint);

    ReadOnlySpan<byte> _rest = bytes;
    bool _isBigEndian;

    /// <summary>The number of the spatial reference that stood with the last type that had one.</summary>
    public int SystemId { get; private set; }

    public bool TryType(out WkbType type)
    {
        type = default;
        if (_rest.Length < HeadLength || _rest[0] > 1)
        {
            return false;
        }

        _isBigEndian = _rest[0] == 0;
        _rest = _rest[1..];
        TryUInt32(out var code);
        type = WkbType.Of(code);
        if (!type.HasSystem)
        {
            return true;
        }

        var isThere = TryUInt32(out var system);
        SystemId = (int)Math.Min(system, int.MaxValue);
        return isThere;
    }

    /// <summary>A number of things of which each takes so many bytes at least; false where there are not as many bytes.</summary>
    public bool TryCount(int bytesOfEach, out int count)
    {
        var isThere = TryUInt32(out var number) && number <= (uint)(_rest.Length / bytesOfEach);
        count = isThere ? (int)number : 0;
        return isThere;
    }

    public bool TryNumbers(scoped Span<double> numbers)
    {
        if (_rest.Length < numbers.Length * sizeof(double))
        {
            return false;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            var bytes = _rest[(i * sizeof(double))..];
            numbers[i] = _isBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);
        }

        _rest = _rest[(numbers.Length * sizeof(double))..];
        return true;
    }

    bool TryUInt32(out uint value)
    {
        value = 0;
        if (_rest.Length < sizeof(uint))
        {
            return false;
        }

        value = _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_rest) : BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return true;
    }
}
