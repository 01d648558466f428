using Microsoft.Win32.SafeHandles;

namespace GpServer.Wire.Pbf;

/// <summary>Reads a file through a window that holds what is read next, so that small pieces cost nothing.</summary>
sealed class PbfFileCursor : IPbfCursor
{
    const int WindowBytes = 65_536;

    readonly SafeFileHandle _file;
    byte[] _window = new byte[WindowBytes];
    long _start;
    int _length;

    public PbfFileCursor(string path)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Length = RandomAccess.GetLength(_file);
    }

    public long Length { get; }

    public ReadOnlySpan<byte> Read(long start, int count)
    {
        if (start < _start || start + count > _start + _length)
        {
            Fill(start, count);
        }

        return _window.AsSpan((int)(start - _start), count);
    }

    public void Dispose() => _file.Dispose();

    void Fill(long start, int count)
    {
        if (_window.Length < count)
        {
            _window = new byte[count];
        }

        _start = start;
        _length = 0;
        int read;
        while (_length < count && (read = RandomAccess.Read(_file, _window.AsSpan(_length), start + _length)) > 0)
        {
            _length += read;
        }

        if (_length < count)
        {
            throw new InvalidDataException("the file became shorter while it was read");
        }
    }
}
