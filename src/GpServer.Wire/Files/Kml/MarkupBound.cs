using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// Passes the bytes of a document on, and refuses one in which a tag, comment, instruction or CDATA section is too long: a reader of XML
/// holds each of these in memory whole. Text between tags is read in pieces and has no bound here. Encodings in which markup is not
/// ASCII are refused.
/// </summary>
sealed class MarkupBound(Stream document, ReadingPlace place) : Stream
{
    // What KML says in tags is short; the longest that is met are CDATA sections, which hold one text.
    readonly long _most = place.Limits.TextBytes + 4096L;
    long _markup;
    long _position;
    State _state;
    int _matched;
    byte _quote;

    enum State
    {
        Text,
        Opened,
        Tag,
        Quoted,
        Declaration,
        Comment,
        CData,
        Instruction,
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = document.Read(buffer);
        var bytes = buffer[..read];
        if (_position < 4 && bytes.Contains((byte)0) || (_position == 0 && read > 1 && bytes[0] >= 0xFE))
        {
            throw place.Invalid("the document is not in an encoding that is read; expected UTF-8");
        }

        _position += read;
        while (!bytes.IsEmpty)
        {
            bytes = bytes[Step(bytes)..];
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            document.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Goes on to where the state can change.</summary>
    /// <returns>How many bytes that were.</returns>
    int Step(ReadOnlySpan<byte> bytes)
    {
        if (_state == State.Text)
        {
            var start = bytes.IndexOf((byte)'<');
            if (start < 0)
            {
                return bytes.Length;
            }

            (_state, _markup, _matched) = (State.Opened, 0, 0);
            return start + 1;
        }

        var count = _state switch
        {
            State.Tag => bytes.IndexOfAny((byte)'>', (byte)'"', (byte)'\''),
            State.Quoted => bytes.IndexOf(_quote),
            _ => 0,
        };
        var used = count < 0 ? bytes.Length : count + 1;
        _markup += used;
        if (_markup > _most)
        {
            throw place.Exceeds($"a tag, comment or CDATA section has more than {_most} bytes, the limit of one.");
        }

        if (count >= 0)
        {
            Take(bytes[count]);
        }

        return used;
    }

    void Take(byte value)
    {
        switch (_state)
        {
            case State.Opened:
                _state = value switch
                {
                    (byte)'!' => State.Declaration,
                    (byte)'?' => State.Instruction,
                    (byte)'>' => State.Text,
                    _ => State.Tag,
                };
                break;
            case State.Declaration:
                // A document type is refused by the reader; it need not be told apart.
                _state = value switch
                {
                    (byte)'-' => State.Comment,
                    (byte)'[' => State.CData,
                    _ => State.Tag,
                };
                break;
            case State.Tag when value == '>':
                _state = State.Text;
                break;
            case State.Tag:
                (_state, _quote) = (State.Quoted, value);
                break;
            case State.Quoted:
                _state = State.Tag;
                break;
            case State.Comment:
                Match(value, (byte)'-', 2);
                break;
            case State.CData:
                Match(value, (byte)']', 2);
                break;
            case State.Instruction:
                Match(value, (byte)'?', 1);
                break;
        }
    }

    /// <summary>Ends the state at <c>&gt;</c> behind so many of a sign.</summary>
    void Match(byte value, byte sign, int count)
    {
        if (value == '>' && _matched >= count)
        {
            _state = State.Text;
        }

        _matched = value == sign ? _matched + 1 : 0;
    }
}
