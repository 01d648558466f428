using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>
/// Writes the rows of a .dbf file (dBase III, UTF-8). Its header says how wide the columns are, which only the last row decides, so that
/// rows go to a
/// temporary file first.
/// </summary>
sealed class DbfWriter : IDisposable
{
    const int MostFields = 255;
    const int HeaderLength = 32;
    const int FieldLength = 32;
    const byte EndOfFields = 0x0D;
    const byte EndOfFile = 0x1A;
    const byte Version = 0x03;

    readonly FileStream _spool;
    readonly BinaryWriter _values;
    readonly DbfColumn[] _columns;
    readonly bool _numbered;
    int _count;

    /// <exception cref="GpException">There are more fields than such a file can have.</exception>
    public DbfWriter(ImmutableArray<Field> fields, string spoolPath)
    {
        if (fields.Length > MostFields)
        {
            throw new GpException(
                GpError.LimitExceeded,
                $"There are {fields.Length} fields, and a shapefile has at most {MostFields}; expected another format, such as f=geopackage.");
        }

        // A table without columns is none.
        _numbered = fields.IsEmpty;
        fields = _numbered ? [new Field("Id", FieldType.Integer)] : fields;
        _columns = [.. fields.Zip(DbfNames.Of(fields), (field, name) => new DbfColumn(field, name))];
        _spool = new FileStream(spoolPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        _values = new BinaryWriter(_spool, Encoding.UTF8);
    }

    public void Add(object?[] values)
    {
        _count++;
        for (var i = 0; i < _columns.Length; i++)
        {
            var text = _columns[i].Measure(_numbered ? (long)_count : values[i]);
            _values.Write(text is not null);
            if (text is not null)
            {
                _values.Write(text);
            }
        }
    }

    /// <exception cref="GpException">The file would be larger than such a file can be.</exception>
    public void WriteTo(Stream output, DateTime today)
    {
        var recordLength = 1 + _columns.Sum(column => column.Width);
        var headerLength = HeaderLength + (FieldLength * _columns.Length) + 1;
        CheckLength(headerLength, recordLength);
        WriteHeader(output, headerLength, recordLength, today);
        _values.Flush();
        _spool.Position = 0;
        using var values = new BinaryReader(_spool, Encoding.UTF8, leaveOpen: true);
        var record = new byte[recordLength];
        for (var row = 0; row < _count; row++)
        {
            record[0] = (byte)' ';
            var offset = 1;
            foreach (var column in _columns)
            {
                column.Write(values.ReadBoolean() ? values.ReadString() : null, record.AsSpan(offset, column.Width));
                offset += column.Width;
            }

            output.Write(record);
        }

        output.WriteByte(EndOfFile);
    }

    public void Dispose() => _values.Dispose();

    void CheckLength(int headerLength, int recordLength)
    {
        if (recordLength > ushort.MaxValue || headerLength + ((long)recordLength * _count) > int.MaxValue)
        {
            throw new GpException(
                GpError.LimitExceeded,
                "The attributes need more room than the .dbf file of a shapefile has (2 GB, 65,535 bytes a row); expected another format, such as " +
                "f=geopackage.");
        }
    }

    void WriteHeader(Stream output, int headerLength, int recordLength, DateTime today)
    {
        var header = new byte[headerLength];
        header[0] = Version;
        header[1] = (byte)(today.Year - 1900);
        header[2] = (byte)today.Month;
        header[3] = (byte)today.Day;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), _count);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)headerLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), (ushort)recordLength);
        for (var i = 0; i < _columns.Length; i++)
        {
            var field = header.AsSpan(HeaderLength + (i * FieldLength), FieldLength);
            Encoding.UTF8.GetBytes(_columns[i].Name, field);
            field[11] = (byte)_columns[i].Kind;
            field[16] = (byte)_columns[i].Width;
            field[17] = (byte)_columns[i].Decimals;
        }

        header[^1] = EndOfFields;
        output.Write(header);
    }
}
