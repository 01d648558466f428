using System.Buffers;

namespace GpServer.Core.Tests.Json;

/// <summary>
/// A buffer writer that hands out memory of just the size asked for, in the midst of an array whose other bytes must stay untouched, or
/// memory that is no array.
/// </summary>
sealed class BlockWriter(bool memoryIsArray) : IBufferWriter<byte>
{
    const byte Guard = 0xA5;
    const int GuardSize = 64;

    readonly List<byte> _written = [];
    byte[] _block = [];
    int _size;

    public byte[] ToArray() => [.. _written];

    public void Advance(int count)
    {
        count.ShouldBeLessThanOrEqualTo(_size);
        _block.AsSpan(0, GuardSize).ContainsAnyExcept(Guard).ShouldBeFalse();
        _block.AsSpan(GuardSize + _size).ContainsAnyExcept(Guard).ShouldBeFalse();
        _written.AddRange(_block.AsSpan(GuardSize, count));
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        _size = Math.Max(sizeHint, 100);
        _block = new byte[_size + (2 * GuardSize)];
        Array.Fill(_block, Guard);
        return memoryIsArray ? _block.AsMemory(GuardSize, _size) : new Unarrayed(_block, GuardSize, _size).Memory;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    sealed class Unarrayed(byte[] block, int start, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => block.AsSpan(start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
