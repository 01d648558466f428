using System.Buffers.Binary;
using GpServer.Core;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Writes the shapes of a .shp file and their places to a .shx file. Both headers are written last.</summary>
sealed class ShpWriter(ShapeType type, bool writesM, Stream shapes, Stream index)
{
    const int FileCode = 9994;
    const int Version = 1000;
    const int RecordHeaderLength = 8;

    readonly Envelope _extent = new();
    readonly ShpRecord _record = new(type, writesM);
    readonly byte[] _header = new byte[ShpFile.HeaderLength];
    long _length = ShpFile.HeaderLength;
    int _count;

    public void Begin()
    {
        shapes.Write(_header);
        index.Write(_header);
    }

    /// <exception cref="GpException">The file would be larger than such a file can be.</exception>
    public void Add(Geometry? geometry)
    {
        var content = geometry is null || geometry.IsEmpty ? ShpRecord.Null : _record.Fill(geometry);
        if (_length + RecordHeaderLength + content.Length > int.MaxValue)
        {
            throw new GpException(
                GpError.LimitExceeded,
                "The geometries need more than 2 GB, as much as a shapefile holds; expected another format, such as f=geopackage.");
        }

        Span<byte> header = stackalloc byte[RecordHeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header[4..], content.Length / 2);
        BinaryPrimitives.WriteInt32BigEndian(header, (int)(_length / 2));
        index.Write(header);
        BinaryPrimitives.WriteInt32BigEndian(header, ++_count);
        shapes.Write(header);
        shapes.Write(content);
        _length += RecordHeaderLength + content.Length;
        if (geometry is not null)
        {
            _extent.ExpandToInclude(geometry.EnvelopeInternal);
        }
    }

    public void End()
    {
        BinaryPrimitives.WriteInt32BigEndian(_header, FileCode);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(28), Version);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(32), type.Code);
        var numbers = new[]
        {
            _extent.IsNull ? 0 : _extent.MinX, _extent.IsNull ? 0 : _extent.MinY, _extent.IsNull ? 0 : _extent.MaxX, _extent.IsNull ? 0 : _extent.MaxY,
            _record.AllZ.Min, _record.AllZ.Max, _record.AllM.Min, _record.AllM.Max,
        };
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(_header.AsSpan(36 + (8 * i)), numbers[i]);
        }

        Patch(shapes, _length);
        Patch(index, ShpFile.HeaderLength + ((long)RecordHeaderLength * _count));
    }

    void Patch(Stream file, long length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_header.AsSpan(24), (int)(length / 2));
        file.Position = 0;
        file.Write(_header);
    }
}
