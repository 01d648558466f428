using System.Buffers.Binary;
using GpServer.Core;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Reads the rows of a .dbf file (dBase III and its successors but level 7).</summary>
sealed class DbfFile : IDisposable
{
    const int HeaderLength = 32;
    const int FieldLength = 32;
    const int NameLength = 11;
    const byte EndOfFields = 0x0D;
    const byte Deleted = (byte)'*';
    const byte EndOfFile = 0x1A;

    readonly FileStream _file;
    readonly byte[] _record;
    readonly uint _count;
    uint _read;

    /// <exception cref="GpException">It is not such a file, is damaged, or has too many fields.</exception>
    public DbfFile(string path, string? encodingName, ReadingPlace place)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 65_536);
        try
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            if (_file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            {
                throw place.Invalid("the .dbf file was cut");
            }

            if ((header[0] & 7) == 4)
            {
                throw place.Invalid("the .dbf file is of dBase 7, which is not read; expected dBase III or IV");
            }

            _count = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
            _record = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[10..])];
            Encoding = new DbfEncoding(encodingName, header[29]);
            Fields = ReadFields(headerLength, place);
            _file.Position = headerLength;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public DbfEncoding Encoding { get; }

    public List<DbfField> Fields { get; }

    /// <summary>Whether the row that was read was deleted.</summary>
    public bool IsDeleted => _record[0] == Deleted;

    /// <summary>Reads the next row; false at the end of the file, or where it was cut.</summary>
    public bool Read()
    {
        if (_read == _count || _record.Length == 0)
        {
            return false;
        }

        _read++;
        return _file.ReadAtLeast(_record, _record.Length, throwOnEndOfStream: false) == _record.Length && _record[0] != EndOfFile;
    }

    /// <summary>The bytes of a value of the row.</summary>
    public ReadOnlySpan<byte> Value(DbfField field) => _record.AsSpan(field.Offset, field.Length);

    public void Dispose() => _file.Dispose();

    List<DbfField> ReadFields(int headerLength, ReadingPlace place)
    {
        var fields = new List<DbfField>();
        var bytes = new byte[FieldLength];
        var offset = 1;
        for (var at = HeaderLength; at + FieldLength <= headerLength; at += FieldLength)
        {
            var read = _file.ReadAtLeast(bytes, FieldLength, throwOnEndOfStream: false);
            if (read > 0 && bytes[0] == EndOfFields)
            {
                break;
            }

            if (read < FieldLength)
            {
                throw place.Invalid("the .dbf file was cut");
            }

            var name = bytes.AsSpan(0, NameLength);
            var end = name.IndexOf((byte)0);
            var field = new DbfField(Encoding.Decode(end < 0 ? name : name[..end]).Trim(), (char)bytes[11], offset, bytes[16], bytes[17]);
            offset += field.Length;
            if (offset > _record.Length)
            {
                throw place.Invalid("the .dbf file is damaged: its fields are longer than its rows");
            }

            fields.Add(field);
        }

        return fields.Count <= place.Limits.Fields
            ? fields
            : throw place.Exceeds($"there are {fields.Count} fields, more than {place.Limits.Fields}, the limit of one set.");
    }
}
