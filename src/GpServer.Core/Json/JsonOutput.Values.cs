namespace GpServer.Core.Json;

public sealed partial class JsonOutput
{
    const int NumberRoom = NumberFormatter.Room;

    public void Null()
    {
        BeginValue(4);
        Copy("null"u8);
        EndValue();
    }

    public void Value(bool value)
    {
        BeginValue(5);
        Copy(value ? "true"u8 : "false"u8);
        EndValue();
    }

    public void Value(long value)
    {
        BeginValue(NumberRoom);
        _position += NumberFormatter.Write(value, ref _buffer[_position]);
        EndValue();
    }

    /// <summary>Writes the shortest digits that read back as the same number; NaN and infinities, which JSON lacks, as null.</summary>
    public void Value(double value)
    {
        BeginValue(NumberRoom);
        WriteNumber(value);
        EndValue();
    }

    /// <summary>Writes a string, or null. A lone surrogate becomes U+FFFD.</summary>
    public void Value(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        BeginValue(1);
        WriteString(value);
        EndValue();
    }

    /// <summary>Writes a string whose content is UTF-8 not yet escaped. Bytes that are not UTF-8 become U+FFFD.</summary>
    public void Value(ReadOnlySpan<byte> utf8)
    {
        BeginValue(1);
        WriteString(utf8);
        EndValue();
    }

    /// <summary>Writes a value that is JSON already, as it is. It is not checked and not indented.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        BeginValue(1);
        Append(json);
        EndValue();
    }

    /// <summary>Writes more of the value that <see cref="Raw"/> has begun, before anything else is written: a large one in pieces.</summary>
    public void RawContinued(ReadOnlySpan<byte> json) => Append(json);

    /// <summary>Writes the array <c>[x,y]</c> on one line; NaN as null.</summary>
    public void Coordinate(double x, double y)
    {
        BeginValue((2 * NumberRoom) + 3);
        _buffer[_position++] = (byte)'[';
        WriteNumber(x);
        _buffer[_position++] = (byte)',';
        WriteNumber(y);
        _buffer[_position++] = (byte)']';
        EndValue();
    }

    /// <summary>Writes one flat array of numbers such as <c>[x,y,z,m]</c> on one line; NaN as null.</summary>
    public void Coordinate(ReadOnlySpan<double> ordinates)
    {
        BeginValue(1);
        _buffer[_position++] = (byte)'[';
        for (var i = 0; i < ordinates.Length; i++)
        {
            Reserve(NumberRoom + 1);
            if (i > 0)
            {
                _buffer[_position++] = (byte)',';
            }

            WriteNumber(ordinates[i]);
        }

        Reserve(1);
        _buffer[_position++] = (byte)']';
        EndValue();
    }

    void WriteNumber(double value)
    {
        if (double.IsFinite(value))
        {
            _position += NumberFormatter.Write(value, ref _buffer[_position]);
        }
        else
        {
            Copy("null"u8);
        }
    }

    void Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_position));
        _position += bytes.Length;
    }
}
