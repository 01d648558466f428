using System.Runtime.InteropServices;

namespace GpServer.Storage.Features;

/// <summary>
/// The values of one field: of which kind each is, one byte for all when they are alike, and then the numbers, decimal numbers and texts as
/// a column each. The kind goes by the value and not by the field's type, so that what a tool put there comes back whatever it is.
/// </summary>
sealed class AttributeColumn
{
    /// <summary>Stands before kinds that differ.</summary>
    const byte Various = byte.MaxValue;

    readonly List<byte> _kinds = [];
    readonly List<long> _longs = [];
    readonly List<double> _doubles = [];
    readonly List<string> _texts = [];

    enum Kind : byte
    {
        Null,
        Long,
        Double,
        Text,
    }

    /// <summary>Adds the value of the next feature.</summary>
    /// <exception cref="InvalidOperationException">It is of a type that no attribute has.</exception>
    public void Add(object? value)
    {
        switch (value)
        {
            case null:
                _kinds.Add((byte)Kind.Null);
                break;
            case long number:
                _kinds.Add((byte)Kind.Long);
                _longs.Add(number);
                break;
            case double number:
                _kinds.Add((byte)Kind.Double);
                _doubles.Add(number);
                break;
            case string text:
                _kinds.Add((byte)Kind.Text);
                _texts.Add(text);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} cannot be an attribute.");
        }
    }

    /// <summary>Writes what was added as one section and forgets it.</summary>
    public void End(SectionWriter section)
    {
        var kinds = CollectionsMarshal.AsSpan(_kinds);
        if (kinds.ContainsAnyExcept(kinds[0]))
        {
            section.Write(Various);
            section.Write(kinds);
        }
        else
        {
            section.Write(kinds[0]);
        }

        LongColumn.Write(section, CollectionsMarshal.AsSpan(_longs));
        DoubleColumn.Write(section, CollectionsMarshal.AsSpan(_doubles));
        StringColumn.Write(section, CollectionsMarshal.AsSpan(_texts));
        Clear();
    }

    public void Clear()
    {
        _kinds.Clear();
        _longs.Clear();
        _doubles.Clear();
        _texts.Clear();
    }

    /// <summary>Reads the values of one field into that place of each row.</summary>
    /// <exception cref="InvalidDataException">The section is not one of so many values.</exception>
    public static void Read(ref SectionReader section, object?[][] rows, int field)
    {
        var kinds = ReadKinds(ref section, rows.Length);
        var longs = new long[kinds.Count((byte)Kind.Long)];
        var doubles = new double[kinds.Count((byte)Kind.Double)];
        LongColumn.Read(ref section, longs);
        DoubleColumn.Read(ref section, doubles);
        var texts = StringColumn.Read(ref section, kinds.Count((byte)Kind.Text));
        var (nextLong, nextDouble, nextText) = (0, 0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i][field] = (Kind)kinds[i] switch
            {
                Kind.Long => longs[nextLong++],
                Kind.Double => doubles[nextDouble++],
                Kind.Text => texts[nextText++],
                _ => null,
            };
        }

        section.ExpectEnd();
    }

    static ReadOnlySpan<byte> ReadKinds(ref SectionReader section, int count)
    {
        var first = section.ReadByte();
        ReadOnlySpan<byte> kinds;
        if (first == Various)
        {
            kinds = section.Take(count);
        }
        else
        {
            var alike = new byte[count];
            alike.AsSpan().Fill(first);
            kinds = alike;
        }

        if (kinds.ContainsAnyExceptInRange((byte)Kind.Null, (byte)Kind.Text))
        {
            Damage.Found("a value is of an unknown kind");
        }

        return kinds;
    }
}
