using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Esri;

/// <summary>
/// Reads the parts of <c>curvePaths</c> and <c>curveRings</c>: vertices, and curves that begin where the one before ended.
/// </summary>
sealed class CurveReader(VertexBuffer part, ReadingPlace place)
{
    readonly CurveDensifier _densifier = new(part);
    readonly double[] _points = new double[4];
    readonly double[] _numbers = new double[5];

    /// <summary>Reads one part and adds its vertices, those on curves included.</summary>
    public void Read(ref JsonScanner json, VertexLayout source)
    {
        json.EnterArray();
        while (json.NextElement())
        {
            if (json.Peek() == JsonKind.Array)
            {
                part.ReadVertex(ref json, source);
                continue;
            }

            if (part.Count == 0)
            {
                throw place.Invalid("a part begins with a curve; expected a vertex where the curve starts");
            }

            json.EnterObject();
            while (json.NextMember(out var name))
            {
                var kind = name.Length == 1 ? name[0] : (byte)0;
                ReadCurve(ref json, source, kind);
            }
        }
    }

    void ReadCurve(ref JsonScanner json, VertexLayout source, byte kind)
    {
        int points = 0, numbers = 0;
        json.EnterArray();
        if (!json.NextElement())
        {
            throw Unknown();
        }

        part.ReadVertex(ref json, source);
        while (json.NextElement())
        {
            if (json.Peek() == JsonKind.Array && points < 2)
            {
                ReadPoint(ref json, _points.AsSpan(2 * points++, 2));
            }
            else if (numbers < _numbers.Length)
            {
                _numbers[numbers++] = ReadNumber(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        Densify(kind, points, numbers);
    }

    void Densify(byte kind, int points, int numbers)
    {
        switch (kind)
        {
            case (byte)'c' when points == 1:
                _densifier.ArcThrough(_points[0], _points[1]);
                break;
            case (byte)'b' when points == 2:
                _densifier.Bezier(_points[0], _points[1], _points[2], _points[3]);
                break;
            case (byte)'a' when points == 1 && numbers is 2 or 3 or 4:
                _densifier.Arc(_points[0], _points[1], clockwise: _numbers[1] != 0);
                break;
            case (byte)'a' when points == 1 && numbers == 5:
                var ellipse = new EllipseShape(_points[0], _points[1], _numbers[2], _numbers[3], _numbers[4]);
                _densifier.EllipticArc(ellipse, clockwise: _numbers[1] != 0);
                break;
            default:
                throw Unknown();
        }
    }

    void ReadPoint(ref JsonScanner json, Span<double> point)
    {
        if (json.ReadNumbers(point) < 2 || !double.IsFinite(point[0] + point[1]))
        {
            throw place.Invalid("a curve has a point without x and y; expected both to be numbers");
        }
    }

    double ReadNumber(ref JsonScanner json)
    {
        // Flags are sent as true and false as well as 1 and 0.
        if (json.Peek() is JsonKind.True or JsonKind.False)
        {
            return json.ReadBoolean() ? 1 : 0;
        }

        var number = json.ReadDouble();
        return double.IsNaN(number) ? throw place.Invalid("a curve has a value that is not a number") : number;
    }

    GpException Unknown() => place.Invalid(
        "a curve is of an unknown kind; expected {\"c\":[end,inner]}, {\"b\":[end,control,control]}, {\"a\":[end,centre,minor,clockwise]} " +
        "or {\"a\":[end,centre,minor,clockwise,rotation,axis,ratio]}");
}
