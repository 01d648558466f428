using System.Buffers;
using System.Runtime.InteropServices;

namespace GpServer.Rest.Requests;

/// <summary>
/// The decoded fields of one request, one after the other, in one block outside the managed heap. A form of 60 MB would otherwise live
/// until a collection of the oldest generation, which may be long after its run. The block is freed when the last holder lets go: the
/// request itself, and a run that may outlast its request.
/// </summary>
/// <param name="memory">What the block is counted in; null for a query, which the server's limit on the line of a request bounds.</param>
/// <param name="expected">How many bytes will come as far as that is known, else 0. No more is taken, but only as they come.</param>
sealed unsafe class RequestBuffer(RequestMemory? memory, long expected = 0) : MemoryManager<byte>
{
    const int FirstBytes = 4096;

    byte* _bytes;
    int _capacity;
    int _length;
    int _holders = 1;

    public int Length => _length;

    /// <summary>Room for at least <paramref name="size"/> bytes more. Slices taken before may dangle: take them when all is read.</summary>
    public Span<byte> Reserve(int size)
    {
        ObjectDisposedException.ThrowIf(_holders == 0, this);
        if (_capacity - _length < size)
        {
            Grow(checked(_length + size));
        }

        return new Span<byte>(_bytes + _length, _capacity - _length);
    }

    public void Advance(int written) => _length += written;

    public ReadOnlyMemory<byte> Slice(int start, int length) => length == 0 ? default : CreateMemory(start, length);

    /// <summary>Keeps the bytes until the matching <see cref="Release"/>.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            NativeMemory.Free(_bytes);
            memory?.Return(_capacity);
            _bytes = null;
            _capacity = 0;
            _length = 0;
        }
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_holders <= 0, this);
        return new Span<byte>(_bytes, _length);
    }

    // Native memory does not move, so that pinning it is only telling its address.
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_holders <= 0, this);
        return new MemoryHandle(_bytes + elementIndex);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Release();
        }
    }

    void Grow(int needed)
    {
        var grown = Math.Max(FirstBytes, _capacity + (_capacity / 2L));

        // A compressed body becomes longer than it says.
        if (needed <= expected)
        {
            grown = Math.Min(grown, expected);
        }

        var capacity = (int)Math.Min(Array.MaxLength, Math.Max(needed, grown));
        memory?.Take(capacity - _capacity);
        try
        {
            _bytes = (byte*)NativeMemory.Realloc(_bytes, (nuint)capacity);
        }
        catch (OutOfMemoryException)
        {
            memory?.Return(capacity - _capacity);
            throw;
        }

        _capacity = capacity;
    }
}
