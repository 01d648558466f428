using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace GpServer.References;

/// <summary>A file as memory: its bytes are the system's affair and not the heap's, however large a document is.</summary>
sealed unsafe class MappedFile : MemoryManager<byte>
{
    readonly MemoryMappedFile? _file;
    readonly MemoryMappedViewAccessor? _view;
    readonly byte* _start;
    readonly int _length;

    /// <param name="length">The file's length; one that is empty cannot be mapped, and is no memory.</param>
    public MappedFile(string path, int length)
    {
        _length = length;
        if (length > 0)
        {
            _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
            _start += _view.PointerOffset;
        }
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
        }
    }
}
