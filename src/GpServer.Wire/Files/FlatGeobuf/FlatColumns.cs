using System.Text;
using GpServer.Core.Features;
using GpServer.Wire.Files.Text;

namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>The fields of a set as columns, and the rows of values.</summary>
sealed class FlatColumns(FeatureSchema schema) : IDisposable
{
    const byte Short = 3;
    const byte Int = 5;
    const byte Long = 7;
    const byte Single = 9;
    const byte Double = 10;
    const byte Text = 11;
    const byte DateTime = 13;

    const int ColumnFields = 11;

    readonly MemoryStream _row = new();

    /// <summary>Builds the list of columns.</summary>
    public int Build(FlatBuilder builder)
    {
        var columns = new int[schema.Fields.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Build(builder, schema.Fields[i]);
        }

        return builder.Tables(columns);
    }

    /// <summary>
    /// A row: of each value that is not null the number of its column and the value, texts with their length before them. The bytes stand
    /// until the next row.
    /// </summary>
    public ReadOnlySpan<byte> Row(object?[] values)
    {
        if (values.Length != schema.Fields.Length)
        {
            throw new InvalidOperationException($"A feature has {values.Length} values for {schema.Fields.Length} fields.");
        }

        _row.SetLength(0);
        using var writer = new BinaryWriter(_row, Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < values.Length; i++)
        {
            Write(writer, i, values[i]);
        }

        return _row.GetBuffer().AsSpan(0, (int)_row.Length);
    }

    public void Dispose() => _row.Dispose();

    static int Build(FlatBuilder builder, Field field)
    {
        var name = builder.Text(field.Name);
        var title = field.Alias == field.Name ? 0 : builder.Text(field.Alias);
        var type = TypeOf(field.Type);
        builder.BeginTable(ColumnFields);
        builder.AddPlace(0, name);
        builder.Add(1, type);
        builder.AddPlace(2, title);
        if (type == Text && field.Length is { } width)
        {
            builder.Add(4, width);
        }

        return builder.EndTable();
    }

    static byte TypeOf(FieldType type) => type switch
    {
        FieldType.SmallInteger => Short,
        FieldType.Integer => Int,
        FieldType.BigInteger or FieldType.OID => Long,
        FieldType.Single => Single,
        FieldType.Double => Double,
        FieldType.Date => DateTime,
        _ => Text,
    };

    void Write(BinaryWriter writer, int index, object? value)
    {
        var type = schema.Fields[index].Type;
        if (type == FieldType.Date && value is long date)
        {
            value = IsoDate.Format(date);
        }

        if (value is null)
        {
            return;
        }

        writer.Write((ushort)index);
        switch (value)
        {
            case long number when TypeOf(type) == Short:
                writer.Write(checked((short)number));
                break;
            case long number when TypeOf(type) == Int:
                writer.Write(checked((int)number));
                break;
            case long number:
                writer.Write(number);
                break;
            case double number when type == FieldType.Single:
                writer.Write((float)number);
                break;
            case double number:
                writer.Write(number);
                break;
            case string text:
                WriteText(writer, text);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} cannot be an attribute.");
        }
    }

    static void WriteText(BinaryWriter writer, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        writer.Write((uint)utf8.Length);
        writer.Write(utf8);
    }
}
