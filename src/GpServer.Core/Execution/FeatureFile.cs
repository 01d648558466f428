using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.IO;

namespace GpServer.Core.Execution;

/// <summary>
/// Features in a temporary file, written once and read any number of times. A feature is its geometry as WKB with Z and M (a length of 0
/// for none) and its values, each with a byte that says of which kind it is.
/// </summary>
sealed class FeatureFile : IDisposable
{
    const int BufferBytes = 1 << 16;

    readonly FileStream _stream;
    readonly BinaryWriter _writer;
    readonly WKBWriter _wkb = new(ByteOrder.LittleEndian, handleSRID: false, emitZ: true, emitM: true);
    int _count;

    /// <exception cref="IOException">The directory cannot be written, or the disk is full.</exception>
    public FeatureFile(string directory)
    {
        Directory.CreateDirectory(directory);
        _stream = new FileStream(Path.Combine(directory, $"{Guid.NewGuid():N}.features"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = BufferBytes,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
        });
        _writer = new BinaryWriter(_stream, Encoding.UTF8, leaveOpen: true);
    }

    enum Kind : byte
    {
        Null,
        Long,
        Double,
        String,
    }

    /// <exception cref="GpException">The disk is full.</exception>
    public void Write(Feature feature)
    {
        try
        {
            WriteRow(feature);
        }
        catch (Exception e) when (FullDisk.Of(e) is { } full)
        {
            throw full;
        }
    }

    /// <exception cref="GpException">The disk is full.</exception>
    public void EndWriting()
    {
        try
        {
            _writer.Flush();
        }
        catch (Exception e) when (FullDisk.Of(e) is { } full)
        {
            throw full;
        }
    }

    /// <summary>All features in the order in which they were written. Each reading has its own place in the file.</summary>
    public IEnumerable<Feature> Read()
    {
        using var reader = new BinaryReader(new FileStream(_stream.Name, new FileStreamOptions
        {
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = BufferBytes,
            Options = FileOptions.SequentialScan,
        }), Encoding.UTF8);
        var wkb = new WKBReader(GeometryServices.Services);
        for (var i = 0; i < _count; i++)
        {
            var bytes = reader.ReadInt32();
            var geometry = bytes == 0 ? null : wkb.Read(reader.ReadBytes(bytes));
            var values = new object?[reader.ReadInt32()];
            for (var v = 0; v < values.Length; v++)
            {
                values[v] = ReadValue(reader);
            }

            yield return new Feature(geometry, values);
        }
    }

    public void Dispose()
    {
        try
        {
            // Writes what is buffered.
            _writer.Dispose();
        }
        catch (Exception e) when (FullDisk.Of(e) is not null)
        {
            // What failed on a full disk fails again, and the first failure was told.
        }
        finally
        {
            Close();
        }
    }

    void Close()
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception e) when (FullDisk.Of(e) is not null)
        {
            // The stream is closed nevertheless, and with it the file is gone.
        }
    }

    void WriteRow(Feature feature)
    {
        ReadOnlySpan<byte> geometry = feature.Geometry is null ? [] : _wkb.Write(feature.Geometry);
        _writer.Write(geometry.Length);
        _writer.Write(geometry);
        _writer.Write(feature.Attributes.Length);
        foreach (var value in feature.Attributes)
        {
            Write(value);
        }

        _count++;
    }

    void Write(object? value)
    {
        switch (value)
        {
            case null:
                _writer.Write((byte)Kind.Null);
                break;
            case long number:
                _writer.Write((byte)Kind.Long);
                _writer.Write(number);
                break;
            case double number:
                _writer.Write((byte)Kind.Double);
                _writer.Write(number);
                break;
            case string text:
                _writer.Write((byte)Kind.String);
                _writer.Write(text);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} cannot be an attribute.");
        }
    }

    static object? ReadValue(BinaryReader reader) => (Kind)reader.ReadByte() switch
    {
        Kind.Null => null,
        Kind.Long => reader.ReadInt64(),
        Kind.Double => reader.ReadDouble(),
        Kind.String => reader.ReadString(),
        var kind => throw new InvalidDataException($"The temporary file holds a value of the unknown kind {kind}."),
    };
}
