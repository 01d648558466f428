using GpServer.Core.Features;

namespace GpServer.Storage.External;

/// <summary>A table of another database, described.</summary>
public sealed class ExternalTable
{
    internal ExternalTable(string schema, string name, IReadOnlyList<ExternalColumn> columns, string? geometryColumn, string geometryType)
    {
        Schema = schema;
        Name = name;
        Columns = columns;
        GeometryColumn = geometryColumn;
        GeometryType = geometryType;
    }

    public string Schema { get; }

    public string Name { get; }

    /// <summary>The column with the shapes; null where there is none.</summary>
    public string? GeometryColumn { get; }

    /// <summary>The type of that column as the database says it, such as <c>geometry(MultiPolygon,4326)</c> or <c>bytea</c>.</summary>
    public string GeometryType { get; }

    /// <summary>The columns but that of the shapes, as fields.</summary>
    public IEnumerable<Field> Fields => Columns.Select(column =>
        new Field(column.Name, column.IsKey ? FieldType.OID : column.Type) { Length = column.Length });

    internal IReadOnlyList<ExternalColumn> Columns { get; }
}
