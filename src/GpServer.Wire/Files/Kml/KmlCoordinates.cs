using System.Globalization;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// Reads the text of <c>coordinates</c> piece by piece: longitude, latitude and perhaps an altitude with commas between them, and blanks
/// between vertices; blanks beside a comma, which some write, are passed over.
/// </summary>
sealed class KmlCoordinates(ReadingPlace place)
{
    const int MostCharacters = 64;

    readonly char[] _number = new char[MostCharacters];
    readonly double[] _numbers = new double[3];
    VertexBuffer? _vertices;
    int _length;
    int _count;
    bool _mayEnd;

    /// <summary>Whether an altitude other than 0 has come.</summary>
    public bool HasAltitude { get; private set; }

    /// <summary>Whether an altitude has come.</summary>
    public bool HasThird { get; private set; }

    public void Begin(VertexBuffer vertices)
    {
        _vertices = vertices;
        (_length, _count, _mayEnd) = (0, 0, false);
    }

    public void Take(ReadOnlySpan<char> piece)
    {
        foreach (var character in piece)
        {
            if (character == ',')
            {
                EndNumber();
                _mayEnd = false;
            }
            else if (char.IsWhiteSpace(character))
            {
                _mayEnd |= _length > 0;
                EndNumber();
            }
            else
            {
                Append(character);
            }
        }
    }

    public void End()
    {
        EndNumber();
        EndVertex();
    }

    /// <summary>Reads one vertex whose numbers have blanks between them, as those of tracks have.</summary>
    public void TakeTrackPoint(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                EndNumber();
            }
            else
            {
                Append(character);
            }
        }

        End();
    }

    void Append(char character)
    {
        if (_mayEnd)
        {
            EndVertex();
        }

        if (_length == MostCharacters)
        {
            throw place.Invalid($"a coordinate has more than {MostCharacters} characters");
        }

        _number[_length++] = character;
    }

    void EndNumber()
    {
        if (_length == 0)
        {
            return;
        }

        var text = _number.AsSpan(0, _length);
        if (_count == _numbers.Length)
        {
            throw place.Invalid("a vertex has more than 3 numbers; expected longitude,latitude,altitude");
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            throw place.Invalid($"'{FilePlace.Shown(text.ToString())}' is not a coordinate; expected longitude,latitude,altitude");
        }

        _numbers[_count++] = value;
        _length = 0;
    }

    void EndVertex()
    {
        _mayEnd = false;
        if (_count == 0)
        {
            return;
        }

        if (_count == 1)
        {
            throw place.Invalid("a vertex has 1 number; expected longitude,latitude");
        }

        var vertex = _vertices!.Add();
        (vertex[0], vertex[1]) = (_numbers[0], _numbers[1]);
        if (_vertices.Layout.HasZ)
        {
            vertex[_vertices.Layout.Z] = _count == 3 ? _numbers[2] : double.NaN;
        }

        HasThird |= _count == 3;
        HasAltitude |= _count == 3 && _numbers[2] != 0;
        _count = 0;
    }
}
