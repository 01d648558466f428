using System.Buffers.Binary;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Where the numbers of a shape stand in its record. Everything named here is inside of the record.</summary>
/// <param name="Parts">How many parts there are; one for points.</param>
/// <param name="Points">How many points there are.</param>
/// <param name="PartsAt">Where the first point of each part is said, or -1.</param>
/// <param name="PlacesAt">Where x and y begin.</param>
/// <param name="ZAt">Where z begins, or -1.</param>
/// <param name="MAt">Where m begins, or -1.</param>
readonly record struct ShpParts(int Parts, int Points, int PartsAt, int PlacesAt, int ZAt, int MAt)
{
    /// <summary>Bytes of a record that say how many parts and points it has, at most.</summary>
    public const int LongestHead = 44;

    const int PlaceLength = 16;
    const int BoxEnd = 36;
    const int RangeLength = 16;

    // Any number below stands for no m.
    const double NoMeasure = -1e38;

    /// <summary>The most bytes that a record can have something in, by the numbers of parts and points that its beginning says.</summary>
    /// <param name="type">The type of the file.</param>
    /// <param name="head">The record's first bytes: all of it, or <see cref="LongestHead"/>.</param>
    public static long LengthOf(ShapeType type, ReadOnlySpan<byte> head)
    {
        var hasParts = type.Kind != ShapeType.Multipoint;
        var headLength = BoxEnd + (hasParts ? 8 : 4);
        if (type.Kind == ShapeType.Point || head.Length < headLength || BinaryPrimitives.ReadInt32LittleEndian(head) != type.Code)
        {
            return head.Length;
        }

        long parts = hasParts ? BinaryPrimitives.ReadInt32LittleEndian(head[BoxEnd..]) : 0;
        long points = BinaryPrimitives.ReadInt32LittleEndian(head[(headLength - 4)..]);
        var measures = (type.HasZ ? 2 : type.HasM ? 1 : 0) * (RangeLength + (8 * points));
        return parts < 0 || points < 0 ? head.Length : headLength + (4 * parts) + (PlaceLength * points) + measures;
    }

    public static bool TryRead(ShapeType type, ReadOnlySpan<byte> record, out ShpParts parts)
    {
        parts = default;
        if (type.Kind == ShapeType.Point)
        {
            var m = type.HasZ ? 28 : type.HasM ? 20 : -1;
            var needed = 20 + (type.HasZ || type.HasM ? 8 : 0);
            parts = new(1, 1, -1, 4, type.HasZ ? 20 : -1, m >= 0 && record.Length >= m + 8 ? m : -1);
            return record.Length >= needed;
        }

        var hasParts = type.Kind != ShapeType.Multipoint;
        var head = BoxEnd + (hasParts ? 8 : 4);
        if (record.Length < head)
        {
            return false;
        }

        long count = hasParts ? BinaryPrimitives.ReadInt32LittleEndian(record[BoxEnd..]) : 0;
        long points = BinaryPrimitives.ReadInt32LittleEndian(record[(head - 4)..]);
        var places = head + (4 * count);
        var end = places + (PlaceLength * points);
        if (count < 0 || points < 0 || end > record.Length)
        {
            return false;
        }

        var measures = RangeLength + (8 * points);
        long z = -1, measure = -1;
        if (type.HasZ)
        {
            z = end + RangeLength;
            end += measures;
        }

        if (type.HasM || (type.HasZ && end + measures <= record.Length))
        {
            measure = end + RangeLength;
            end += measures;
        }

        if (end > record.Length)
        {
            return false;
        }

        parts = new(hasParts ? (int)count : 1, (int)points, hasParts ? head : -1, (int)places, (int)z, (int)measure);
        return true;
    }

    public int Start(ReadOnlySpan<byte> record, int part) => BinaryPrimitives.ReadInt32LittleEndian(record[(PartsAt + (4 * part))..]);

    public double X(ReadOnlySpan<byte> record, int point) => Number(record, PlacesAt + (PlaceLength * point));

    public double Y(ReadOnlySpan<byte> record, int point) => Number(record, PlacesAt + (PlaceLength * point) + 8);

    public double Z(ReadOnlySpan<byte> record, int point) => ZAt < 0 ? double.NaN : Number(record, ZAt + (8 * point));

    public double M(ReadOnlySpan<byte> record, int point)
    {
        var m = MAt < 0 ? double.NaN : Number(record, MAt + (8 * point));
        return m < NoMeasure ? double.NaN : m;
    }

    static double Number(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadDoubleLittleEndian(record[at..]);
}
