using System.Buffers;

namespace GpServer.Core.Json;

public ref partial struct JsonScanner
{
    static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("0123456789+-.eE,"u8);

    /// <summary>
    /// Passes over one value of any kind, checking its structure as if it were read; among the numbers of an array it looks for the end
    /// only.
    /// </summary>
    public void Skip()
    {
        switch (Peek())
        {
            case JsonKind.Object:
                SkipObject();
                break;
            case JsonKind.Array:
                SkipArray();
                break;
            case JsonKind.String:
                ScanString(out _);
                break;
            case JsonKind.Number:
                ReadDouble();
                break;
            case JsonKind.True or JsonKind.False:
                ReadBoolean();
                break;
            case JsonKind.Null when TryReadNull():
                break;
            default:
                ThrowExpected("a value");
                break;
        }
    }

    /// <summary>
    /// Passes over one value and returns its text as it came, without white space around it. It is as lenient as the sender wrote it, so
    /// read it again with a scanner rather than pass it on as JSON.
    /// </summary>
    public ReadOnlySpan<byte> SkipRaw()
    {
        PeekByte();
        var start = _position;
        Skip();
        return _json[start.._position];
    }

    void SkipObject()
    {
        EnterObject();
        while (NextItem('}', "',' or '}'", "a member name"))
        {
            ScanName(out _);
            ReadColon();
            Skip();
        }
    }

    void SkipArray()
    {
        EnterArray();
        SkipNumbers();
        while (NextElement())
        {
            Skip();
        }
    }

    /// <summary>Goes to the end of an array that holds plain numbers only, as most of a geometry does.</summary>
    void SkipNumbers()
    {
        var rest = _json[_position..];
        var length = rest.IndexOfAnyExcept(NumberCharacters);
        if (length > 0 && rest[length] == ']' && rest[length - 1] != ',')
        {
            _position += length;
            _first = false;
        }
    }
}
