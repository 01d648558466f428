using System.Text;

namespace GpServer.Fuzz;

/// <summary>Damages documents at random, the same way for the same seed.</summary>
public sealed class Mutations(int seed)
{
    const int MostEdits = 6;

    static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "\\u12", "\\ud800", "null", "true", "None", "NaN", "-Infinity", "1e308",
            "1e309", "-1e-400",
            "99999999999999999999", "0.1e", "--1", "[[[[[[[[", "]]]]]]]]", "{\"a\":{\"a\":{\"a\":", "\"hasZ\":true,", "\"hasM\":true,",
            "\"spatialReference\":{\"wkid\":102100},", "\"spatialReference\":{\"wkid\":-5},", "\"rings\":[],",
            "\"curveRings\":[[[0,0],{\"c\":[[0,0],[1,1]]}]],",
            "{\"a\":[[0,0],[1,1],0,1,0.5,1e300,0]}", "{\"b\":[[9,9],[1,1]]}", "\"transform\":{\"scale\":[1,1],\"translate\":[0,0]},",
            "\"type\":\"Feature\",",
            "\"type\":\"FeatureCollection\",", "\"coordinates\":[1,2]", "\"x\":1,", "\"features\":[{}],",
            "\"fields\":[{\"name\":\"\",\"type\":\"\"}],",
            "\u0000", "\u00e9", "\ufeff", "u'x'", "[1,2,3,4,5]", "[null,null]",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    static readonly byte[][] Numbers =
    [
        .. new[]
        {
            "0", "-0", "1", "2", "5", "10", "-1", "0.5", "1e-300", "1e15", "-1e15", "1.0000001e15", "1e300", "180", "4326", "3857",
            "27700", "2147483648",
            "9223372036854775807", "1e18", "null", "\"NaN\"", "NaN", "true", "\"\"", "\"7\"", "[]", "[1,2]", "{}", "4.9e-324",
            "0.1234567890123456789",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    readonly Random _random = new(seed);

    /// <summary>A damaged copy of one of the documents.</summary>
    public byte[] Next(IReadOnlyList<byte[]> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var bytes = new List<byte>(documents[_random.Next(documents.Count)]);
        for (var edits = 1 + _random.Next(_random.Next(1, MostEdits + 1)); edits > 0 && bytes.Count > 0; edits--)
        {
            Edit(bytes, documents);
        }

        return [.. bytes];
    }

    void Edit(List<byte> bytes, IReadOnlyList<byte[]> documents)
    {
        var place = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 40), bytes.Count - place);
        switch (_random.Next(16))
        {
            case 0:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 1:
                bytes.RemoveRange(place, length);
                break;
            case 2:
                bytes[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 3:
                bytes[place] = (byte)_random.Next(256);
                break;
            case 4:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 5:
                var other = documents[_random.Next(documents.Count)];
                var start = _random.Next(other.Length);
                bytes.InsertRange(place, other[start..Math.Min(other.Length, start + _random.Next(1, 200))]);
                break;
            case 6:
                Swap(bytes, place, length);
                break;
            case 7 or 8:
                bytes.InsertRange(place, Pieces[_random.Next(Pieces.Length)]);
                break;
            default:
                ReplaceNumber(bytes, place);
                break;
        }
    }

    /// <summary>Keeps the document whole, so that what is behind the parser is reached.</summary>
    void ReplaceNumber(List<byte> bytes, int place)
    {
        var start = bytes.FindIndex(place, IsDigit);
        if (start >= 0)
        {
            var end = bytes.FindIndex(start, value => !IsDigit(value));
            bytes.RemoveRange(start, (end < 0 ? bytes.Count : end) - start);
            bytes.InsertRange(start, Numbers[_random.Next(Numbers.Length)]);
        }
    }

    static bool IsDigit(byte value) => value is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-';

    void Swap(List<byte> bytes, int place, int length)
    {
        var piece = bytes.GetRange(place, length);
        bytes.RemoveRange(place, length);
        bytes.InsertRange(_random.Next(bytes.Count + 1), piece);
    }
}
