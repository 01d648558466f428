using System.Collections.Immutable;
using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>One pass over all shapes and rows for what must be known before the first feature is made.</summary>
sealed class ShapefileSurvey
{
    readonly HashSet<string> _notWhole = [];
    readonly HashSet<string> _withNulls = [];

    public int Count { get; private set; }

    public ShapeType Type { get; private set; }

    /// <summary>Whether any shape has an m that is a number.</summary>
    public bool HasM { get; private set; }

    /// <summary>The columns that are read, and the fields made of them.</summary>
    public ImmutableArray<DbfField> Columns { get; private set; } = [];

    public ImmutableArray<Field> Fields { get; private set; } = [];

    /// <exception cref="Core.GpException">The files are damaged or exceed a limit.</exception>
    public static ShapefileSurvey Read(ShapefileParts parts, ReadingPlace place)
    {
        var survey = new ShapefileSurvey();
        using var shapes = parts.Shapes is null || place.Options.Table ? null : new ShpFile(parts.Shapes, parts.Index, place);
        using var table = parts.Table is null ? null : new DbfFile(parts.Table, parts.Encoding, place);
        survey.Type = shapes?.Type ?? default;
        survey.ReadAll(shapes, table, place);
        place.Feature = 0;
        survey.MakeFields(table);
        return survey;
    }

    void ReadAll(ShpFile? shapes, DbfFile? table, ReadingPlace place)
    {
        while (true)
        {
            ReadOnlySpan<byte> record = [];
            place.Feature = Count + 1;
            var hasShape = shapes is not null && shapes.TryRead(out record);
            var hasRow = table is not null && (shapes is null || hasShape) && table.Read();
            if (!hasShape && !hasRow)
            {
                return;
            }

            if (hasRow && table!.IsDeleted)
            {
                continue;
            }

            FileFeatures.CheckCount(++Count, place);
            HasM = HasM || (hasShape && (Type.HasM || (Type.HasZ && ShpShapes.HasMeasure(Type, record))));
            if (hasRow)
            {
                AddRow(table!);
            }
        }
    }

    void AddRow(DbfFile table)
    {
        foreach (var field in table.Fields)
        {
            if (field.IsWhole)
            {
                var value = table.Value(field);
                if (!_notWhole.Contains(field.Name) && !DbfValues.IsWhole(value))
                {
                    _notWhole.Add(field.Name);
                }

                if (IsObjectId(field.Name) && value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
                {
                    _withNulls.Add(field.Name);
                }
            }
        }
    }

    void MakeFields(DbfFile? table)
    {
        var columns = ImmutableArray.CreateBuilder<DbfField>();
        var schema = new FeatureSchema();
        foreach (var column in table?.Fields ?? [])
        {
            if (column.Type is { } type)
            {
                var name = column.Name.Length == 0 ? "Field" : column.Name;
                type = _notWhole.Contains(column.Name) ? FieldType.Double : type;
                schema = schema.Append(new Field(schema.FreeName(name), type) { Length = type == FieldType.String ? column.Length : null });
                columns.Add(column);
            }
        }

        var id = schema.IndexOf(ObjectIdFields.DefaultName);
        Columns = columns.ToImmutable();
        Fields = id >= 0 && !_withNulls.Contains(Columns[id].Name)
            ? ObjectIdFields.Mark(schema.Fields, ObjectIdFields.DefaultName)
            : schema.Fields;
    }

    static bool IsObjectId(string name) => name.Equals(ObjectIdFields.DefaultName, StringComparison.OrdinalIgnoreCase);
}
