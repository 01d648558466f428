using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.Storage.External;

/// <summary>What the types of PostgreSQL's columns are as fields of features, and how their values are selected as such.</summary>
static class ExternalTypes
{
    // A length is kept with what the server itself adds to it.
    const int LengthHeader = 4;

    public static ExternalTable Describe(string schema, string table, string? geometryColumn, IReadOnlyList<ColumnRow> rows)
    {
        var geometry = geometryColumn is null
            ? rows.FirstOrDefault(row => row.Type is "geometry" or "geography")
            : rows.FirstOrDefault(row => row.Name == geometryColumn && row.Type is "geometry" or "geography" or "bytea")
                ?? throw new GpException(GpError.InvalidParameter,
                    $"the table {table} has no column {geometryColumn} of type geometry, geography or bytea");
        var columns = rows.Where(row => row != geometry).Select(Column).OfType<ExternalColumn>().ToList();
        return new ExternalTable(schema, table, columns, geometry?.Name, geometry?.Declared ?? "");
    }

    /// <summary>The column as a field; null for bytes and further geometries, which fields of features do not have.</summary>
    static ExternalColumn? Column(ColumnRow row)
    {
        var name = ExternalDatabase.Quoted(row.Name);
        return row.Type switch
        {
            "bytea" or "geometry" or "geography" or "raster" => null,
            "int2" => Of(FieldType.SmallInteger, $"{name}::bigint"),
            "int4" => Of(FieldType.Integer, $"{name}::bigint"),
            "int8" => Of(FieldType.BigInteger, $"{name}::bigint"),
            "bool" => Of(FieldType.SmallInteger, $"{name}::integer::bigint"),
            "float4" => Of(FieldType.Single, $"{name}::float8"),
            "float8" or "numeric" => Of(FieldType.Double, $"{name}::float8"),

            // Without a zone they are taken as UTC. Infinite times have no place in milliseconds.
            "timestamp" or "timestamptz" => Of(FieldType.Date,
                $"case when isfinite({name}) then (extract(epoch from {name}) * 1000)::bigint end"),
            "date" => Of(FieldType.DateOnly, $"case when isfinite({name}) then to_char({name}, 'YYYY-MM-DD') end"),
            "time" => Of(FieldType.TimeOnly, $"to_char({name}, 'HH24:MI:SS')"),
            "uuid" => Of(FieldType.GUID, $"'{{' || upper({name}::text) || '}}'"),
            "varchar" or "bpchar" when row.Modifier > LengthHeader => Of(FieldType.String, $"{name}::text") with { Length = row.Modifier - LengthHeader },
            _ => Of(FieldType.String, $"{name}::text"),
        };

        ExternalColumn Of(FieldType type, string expression) => new(row.Name, type, expression, null)
        {
            IsKey = row.IsKey && type is FieldType.SmallInteger or FieldType.Integer or FieldType.BigInteger && row.Type != "bool",
        };
    }
}
