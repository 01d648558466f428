using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace GpServer.Core.Json;

/// <summary>
/// Writes JSON as UTF-8 into a buffer writer. Commas and indentation come by themselves. It fills memory of the writer and hands it over
/// when that is full or at <see cref="Flush"/>: call <see cref="Flush"/> at the end and before anyone else writes to, or flushes, the
/// same writer. A call that the place in the document does not allow throws <see cref="InvalidOperationException"/>.
/// </summary>
public sealed partial class JsonOutput
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int MaxDepth = 64;

    const int BlockSize = 4096;
    const int IndentSize = 2;

    readonly IBufferWriter<byte> _writer;
    readonly bool _indented;
    readonly bool _escapeForScript;
    readonly SearchValues<char> _mustEscape;
    readonly SearchValues<byte> _mustEscapeUtf8;

    byte[] _buffer = [];
    int _start; // first byte of the buffer that the writer has not been told of
    int _position;
    int _end;
    bool _owned; // the writer's memory is no array: the buffer is copied to it
    long _handedOver;

    ulong _objects; // one bit for each level: set where it is an object
    int _depth;
    Expected _next;

    /// <summary>Begins a document.</summary>
    /// <param name="writer">Takes the bytes.</param>
    /// <param name="indented">One member or element per line, two spaces for each level; a coordinate stays on one line.</param>
    /// <param name="escapeForScript">Escape what could end a script or an attribute when the JSON stands in HTML or JSONP.</param>
    public JsonOutput(IBufferWriter<byte> writer, bool indented = false, bool escapeForScript = false)
    {
        _writer = writer;
        _indented = indented;
        _escapeForScript = escapeForScript;
        _mustEscape = escapeForScript ? ScriptEscapes : PlainEscapes;
        _mustEscapeUtf8 = escapeForScript ? ScriptEscapesUtf8 : PlainEscapesUtf8;
    }

    /// <summary>What the place in the document allows next. Up to <see cref="MemberValue"/>, in this order, it is a value.</summary>
    enum Expected
    {
        FirstValue,
        NextElement,
        MemberValue,
        FirstName,
        NextName,
        Nothing,
    }

    /// <summary>How many bytes have been written, flushed or not.</summary>
    public long BytesWritten => _handedOver + _position - _start;

    /// <summary>How many objects and arrays are open.</summary>
    public int Depth => _depth;

    /// <summary>Hands everything written so far over to the buffer writer.</summary>
    public void Flush()
    {
        HandOver();
        _buffer = _owned ? _buffer : [];
        _end = _owned ? _end : 0;
    }

    public void StartObject() => Start('{', isObject: true);

    public void EndObject() => End('}', isObject: true);

    public void StartArray() => Start('[', isObject: false);

    public void EndArray() => End(']', isObject: false);

    /// <summary>
    /// Writes a member's name that is known to need no escapes, such as <c>"rings"u8</c> or the result of <see cref="EncodeName"/>.
    /// </summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        BeginName(name.Length + 4);
        var target = _buffer.AsSpan(_position);
        target[0] = (byte)'"';
        name.CopyTo(target[1..]);
        target[name.Length + 1] = (byte)'"';
        target[name.Length + 2] = (byte)':';
        _position += name.Length + 3;
        EndName();
    }

    /// <summary>Writes a member's name.</summary>
    public void Name(string name)
    {
        BeginName(2);
        WriteString(name);
        Reserve(2);
        _buffer[_position++] = (byte)':';
        EndName();
    }

    void Start(char bracket, bool isObject)
    {
        BeginValue(1);
        if (_depth == MaxDepth)
        {
            throw new InvalidOperationException($"JSON is written at most {MaxDepth} levels deep.");
        }

        _buffer[_position++] = (byte)bracket;
        _objects = isObject ? _objects | (1UL << _depth) : _objects & ~(1UL << _depth);
        _depth++;
        _next = isObject ? Expected.FirstName : Expected.FirstValue;
    }

    void End(char bracket, bool isObject)
    {
        var empty = isObject ? Expected.FirstName : Expected.FirstValue;
        var filled = isObject ? Expected.NextName : Expected.NextElement;
        if (_depth == 0 || (_next != empty && _next != filled))
        {
            ThrowMisuse($"'{bracket}'");
        }

        _depth--;
        Reserve(2 + (IndentSize * _depth));
        if (_indented && _next == filled)
        {
            NewLine();
        }

        _buffer[_position++] = (byte)bracket;
        EndValue();
    }

    void BeginName(int size)
    {
        if (_next is not (Expected.FirstName or Expected.NextName))
        {
            ThrowMisuse("a name");
        }

        Reserve(size + 2 + (IndentSize * _depth));
        if (_next == Expected.NextName)
        {
            _buffer[_position++] = (byte)',';
        }

        if (_indented)
        {
            NewLine();
        }
    }

    void EndName()
    {
        if (_indented)
        {
            _buffer[_position++] = (byte)' ';
        }

        _next = Expected.MemberValue;
    }

    /// <summary>Writes what stands between the value before and this one and makes room for <paramref name="size"/> bytes.</summary>
    void BeginValue(int size)
    {
        Reserve(size + 2 + (IndentSize * MaxDepth));
        if (_next == Expected.NextElement)
        {
            _buffer[_position++] = (byte)',';
        }
        else if (_next > Expected.MemberValue)
        {
            ThrowMisuse("a value");
        }

        if (_indented && _next != Expected.MemberValue && _depth > 0)
        {
            NewLine();
        }
    }

    void EndValue()
    {
        if (_depth == 0)
        {
            _next = Expected.Nothing;
        }
        else
        {
            _next = (_objects >> (_depth - 1) & 1) != 0 ? Expected.NextName : Expected.NextElement;
        }
    }

    void NewLine()
    {
        _buffer[_position++] = (byte)'\n';
        _buffer.AsSpan(_position, IndentSize * _depth).Fill((byte)' ');
        _position += IndentSize * _depth;
    }

    void Reserve(int size)
    {
        if (_end - _position < size)
        {
            NextBlock(size);
        }
    }

    void NextBlock(int size)
    {
        HandOver();
        size = Math.Max(size, BlockSize);
        if (!_owned && MemoryMarshal.TryGetArray<byte>(_writer.GetMemory(size), out var memory))
        {
            _buffer = memory.Array!;
            _start = memory.Offset;
            _end = memory.Offset + memory.Count;
        }
        else
        {
            _owned = true;
            _buffer = _buffer.Length >= size ? _buffer : new byte[size];
            _start = 0;
            _end = _buffer.Length;
        }

        _position = _start;
    }

    void HandOver()
    {
        var pending = _position - _start;
        if (pending == 0)
        {
            return;
        }

        if (_owned)
        {
            _writer.Write(_buffer.AsSpan(_start, pending));
            _position = _start;
        }
        else
        {
            _writer.Advance(pending);
            _start = _position;
        }

        _handedOver += pending;
    }

    [DoesNotReturn]
    void ThrowMisuse(string what)
    {
        throw new InvalidOperationException($"JSON cannot have {what} here: the place is {_next} at depth {_depth}.");
    }
}
