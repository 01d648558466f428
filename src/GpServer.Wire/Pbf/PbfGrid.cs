namespace GpServer.Wire.Pbf;

/// <summary>How the whole numbers of an answer become coordinates again: of x, y, z and m each a scale and an offset.</summary>
sealed class PbfGrid
{
    const int UpperLeft = 0;

    bool _fromTop = true;
    Axis _x = Axis.Same;
    Axis _y = Axis.Same;
    Axis _z = Axis.Same;
    Axis _m = Axis.Same;

    public double X(long cell) => _x.At(cell);

    public double Y(long cell) => _y.At(_fromTop ? -(double)cell : cell);

    public double Z(long cell) => _z.At(cell);

    public double M(long cell) => _m.At(cell);

    /// <summary>The grid without a <c>transform</c>: numbers stand for themselves.</summary>
    public static PbfGrid None() => new() { _fromTop = false };

    /// <summary>Reads the <c>Transform</c> message.</summary>
    public static PbfGrid Read(ReadOnlySpan<byte> transform)
    {
        var grid = new PbfGrid();
        var message = new ProtoReader(transform);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    grid._fromTop = message.Number() == UpperLeft;
                    break;
                case 2:
                    grid.ReadAxes(message.Bytes(), (axis, value) => new Axis(value, axis.Offset));
                    break;
                case 3:
                    grid.ReadAxes(message.Bytes(), (axis, value) => new Axis(axis.Scale, value));
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return grid._x.IsUsable && grid._y.IsUsable && grid._z.IsUsable && grid._m.IsUsable
            ? grid
            : throw new InvalidDataException("the transform has a scale or translation that is no number");
    }

    /// <summary>Of both messages, m comes before z.</summary>
    void ReadAxes(ReadOnlySpan<byte> bytes, Func<Axis, double, Axis> with)
    {
        var message = new ProtoReader(bytes);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    _x = with(_x, message.Double());
                    break;
                case 2:
                    _y = with(_y, message.Double());
                    break;
                case 3:
                    _m = with(_m, message.Double());
                    break;
                case 4:
                    _z = with(_z, message.Double());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
    }

    readonly record struct Axis(double Scale, double Offset)
    {
        public static Axis Same { get; } = new(1, 0);

        // A scale such as 1e-9 is no exact number and the whole it is a part of is: dividing by that gives the digits that were sent.
        readonly double _divisor = Scale != 0 && 1 / Math.Round(1 / Scale) == Scale ? Math.Round(1 / Scale) : 0;

        public double At(double cell) => Offset + (_divisor != 0 ? cell / _divisor : cell * Scale);

        public bool IsUsable => double.IsFinite(Scale) && double.IsFinite(Offset);
    }
}
