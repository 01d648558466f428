using System.Buffers.Binary;
using GpServer.Core;
using GpServer.Wire.Reading;
using Microsoft.Win32.SafeHandles;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Reads the records of a .shp file, where its .shx says that they are, or one after the other where there is none.</summary>
sealed class ShpFile : IDisposable
{
    public const int HeaderLength = 100;

    const int FileCode = 9994;
    const int RecordHeaderLength = 8;
    const int IndexEntryLength = 8;
    const int MostVertexBytes = 40; // four numbers, and a part of its own
    const int MostRecordBytes = 256 * 1024 * 1024;

    readonly SafeFileHandle _shapes;
    readonly Stream? _index;
    readonly ReadingPlace _place;
    readonly long _length;
    long _next = HeaderLength;
    long _taken;
    byte[] _record = new byte[1024];

    /// <exception cref="GpException">It is not the main file of a shapefile.</exception>
    public ShpFile(string path, string? indexPath, ReadingPlace place)
    {
        _place = place;
        _shapes = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        _length = RandomAccess.GetLength(_shapes);
        try
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            if (RandomAccess.Read(_shapes, header, 0) < HeaderLength || BinaryPrimitives.ReadInt32BigEndian(header) != FileCode)
            {
                throw place.Invalid("the .shp file is not one of a shapefile, or was cut");
            }

            Type = new ShapeType(BinaryPrimitives.ReadInt32LittleEndian(header[32..]));
            if (!Type.IsKnown && Type.Code != ShapeType.MultiPatch)
            {
                throw place.Invalid($"the .shp file has shapes of type {Type.Code}, which is none that is known");
            }

            _index = indexPath is null ? null : OpenIndex(indexPath);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ShapeType Type { get; }

    /// <summary>The content of the next record; false at the end.</summary>
    /// <exception cref="GpException">The file was cut or is damaged.</exception>
    public bool TryRead(out ReadOnlySpan<byte> content)
    {
        content = [];
        if (_index is null ? _next > _length - RecordHeaderLength : !TryMove())
        {
            return false;
        }

        Span<byte> header = stackalloc byte[RecordHeaderLength];
        ReadAt(_next, header);
        var length = 2L * BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        if (length < sizeof(int) || _next + RecordHeaderLength + length > _length)
        {
            throw _place.Invalid("the .shp file was cut, or the length of this shape is wrong");
        }

        CheckTaken(length);
        if (length > (_place.Limits.Vertices * MostVertexBytes) + HeaderLength)
        {
            throw _place.Exceeds($"the request has more than {_place.Limits.Vertices} vertices, the limit of this server.");
        }

        // No room is made for what a record says to be long and has nothing in.
        Span<byte> head = stackalloc byte[ShpParts.LongestHead];
        head = head[..(int)Math.Min(length, head.Length)];
        ReadAt(_next + RecordHeaderLength, head);
        var used = Math.Min(length, ShpParts.LengthOf(Type, head));
        if (used > MostRecordBytes)
        {
            throw _place.Exceeds($"a shape has more than {MostRecordBytes} bytes, the limit of one shape.");
        }

        if (used > _record.Length)
        {
            _record = new byte[used];
        }

        var record = _record.AsSpan(0, (int)used);
        ReadAt(_next + RecordHeaderLength, record);
        _next += RecordHeaderLength + length;
        content = record;
        return true;
    }

    public void Dispose()
    {
        _index?.Dispose();
        _shapes.Dispose();
    }

    static FileStream? OpenIndex(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 65_536);
        if (stream.Length < HeaderLength)
        {
            stream.Dispose();
            return null;
        }

        stream.Position = HeaderLength;
        return stream;
    }

    bool TryMove()
    {
        Span<byte> entry = stackalloc byte[IndexEntryLength];
        if (_index!.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) < entry.Length)
        {
            return false;
        }

        _next = 2L * BinaryPrimitives.ReadInt32BigEndian(entry);
        return _next >= HeaderLength && _next <= _length - RecordHeaderLength
            ? true
            : throw _place.Invalid("the .shx file says a place of this shape that is not in the .shp file");
    }

    /// <summary>An index may name one record again and again, and make much of a small file.</summary>
    void CheckTaken(long length)
    {
        _taken += RecordHeaderLength + length;
        if (_taken > _length - HeaderLength)
        {
            throw _place.Invalid("the .shx file names shapes of the .shp file more than once");
        }
    }

    void ReadAt(long at, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = RandomAccess.Read(_shapes, bytes, at);
            if (count == 0)
            {
                throw _place.Invalid("the .shp file was cut");
            }

            at += count;
            bytes = bytes[count..];
        }
    }
}
