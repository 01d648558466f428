using System.Collections.Immutable;
using System.Globalization;
using GpServer.Core.Features;
using GpServer.Core.Spatial;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>The tables and rows that a new GeoPackage begins with (OGC 12-128r18), and those of its one layer.</summary>
sealed class GpkgSchema
{
    const int CustomSystem = 100_000;
    const int UndefinedSystem = -1;

    public const string Tables = """
        create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer not null primary key, organization text not null,
          organization_coordsys_id integer not null, definition text not null, description text);
        create table gpkg_contents (table_name text not null primary key, data_type text not null, identifier text unique, description text default '',
          last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x double, min_y double, max_x double, max_y double,
          srs_id integer, constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys(srs_id));
        create table gpkg_geometry_columns (table_name text not null, column_name text not null, geometry_type_name text not null,
          srs_id integer not null, z tinyint not null, m tinyint not null, constraint pk_geom_cols primary key (table_name, column_name),
          constraint uk_gc_table_name unique (table_name),
          constraint fk_gc_tn foreign key (table_name) references gpkg_contents(table_name),
          constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id));
        create table gpkg_extensions (table_name text, column_name text, extension_name text not null, definition text not null, scope text not null,
          constraint ge_tce unique (table_name, column_name, extension_name));
        insert into gpkg_spatial_ref_sys values
          ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
          ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
          ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
        """;

    readonly FeatureSchema _schema;

    public GpkgSchema(FeatureSchema schema, string name)
    {
        _schema = schema;
        Table = TableName(name);
        var names = new FeatureSchema();
        var fields = ImmutableArray.CreateBuilder<Field>();
        foreach (var field in schema.Fields)
        {
            var column = field with { Name = names.FreeName(field.Name.Replace('\0', '_')) };
            names = names.Append(column);
            fields.Add(column);
        }

        Fields = fields.ToImmutable();
        Key = schema.ObjectIdIndex >= 0 ? Fields[schema.ObjectIdIndex].Name : names.FreeName("fid");
        Geometry = names.Append(new Field(Key, FieldType.OID)).FreeName("geom");
        var system = schema.SpatialReference;
        SystemId = system is null ? UndefinedSystem : system.LatestWkid ?? CustomSystem;
    }

    public string Table { get; }

    /// <summary>The fields with names that no other column has.</summary>
    public ImmutableArray<Field> Fields { get; }

    /// <summary>The column of the primary key: the object id, or one of its own.</summary>
    public string Key { get; }

    /// <summary>The column of geometries.</summary>
    public string Geometry { get; }

    /// <summary>The number of the spatial reference in this file.</summary>
    public int SystemId { get; }

    public string RTree => $"rtree_{Table}_{Geometry}";

    public string GeometryTypeName => _schema.GeometryType switch
    {
        GeometryType.Point => "POINT",
        GeometryType.Multipoint => "MULTIPOINT",
        GeometryType.Polyline => "MULTILINESTRING",
        _ => "MULTIPOLYGON",
    };

    /// <summary>The name, number, owner and text of the layer's spatial reference; null where nobody knows it, or the file has it
    /// already.</summary>
    public (string Name, string Organization, int OrganizationId, string Definition)? System()
    {
        if (_schema.SpatialReference is not { } system || SystemId is UndefinedSystem or 4326)
        {
            return null;
        }

        var references = SpatialReferences.Default;
        return (system.Name, references.AuthorityOf(system) ?? "NONE", SystemId, references.TextOf(system) ?? "undefined");
    }

    public string CreateTable()
    {
        var columns = new List<string> { $"{GpkgName.Quoted(Key)} integer primary key autoincrement not null" };
        if (!_schema.IsTable)
        {
            columns.Add($"{GpkgName.Quoted(Geometry)} {GeometryTypeName}");
        }

        for (var i = 0; i < Fields.Length; i++)
        {
            if (i != _schema.ObjectIdIndex)
            {
                columns.Add($"{GpkgName.Quoted(Fields[i].Name)} {ColumnType(Fields[i])}");
            }
        }

        return $"create table {GpkgName.Quoted(Table)} ({string.Join(", ", columns)})";
    }

    public string Insert()
    {
        var names = new List<string> { GpkgName.Quoted(Key) };
        if (!_schema.IsTable)
        {
            names.Add(GpkgName.Quoted(Geometry));
        }

        names.AddRange(Fields.Where((_, i) => i != _schema.ObjectIdIndex).Select(field => GpkgName.Quoted(field.Name)));
        var values = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"$p{i}")));
        return $"insert into {GpkgName.Quoted(Table)} ({string.Join(", ", names)}) values ({values})";
    }

    static string ColumnType(Field field) => field.Type switch
    {
        FieldType.SmallInteger => "SMALLINT",
        FieldType.Integer => "MEDIUMINT",
        FieldType.BigInteger or FieldType.OID => "INTEGER",
        FieldType.Single => "FLOAT",
        FieldType.Double => "DOUBLE",
        FieldType.Date => "DATETIME",
        FieldType.DateOnly => "DATE",
        FieldType.String when field.Length is > 0 and var length => string.Create(CultureInfo.InvariantCulture, $"TEXT({length})"),
        _ => "TEXT",
    };

    /// <summary>Letters, digits and underscores; none of the names that belong to GeoPackage or SQLite.</summary>
    static string TableName(string name)
    {
        const int most = 60;
        var letters = string.Concat(name.Take(most).Select(character => char.IsLetterOrDigit(character) ? character : '_'));
        var isReserved = letters.Length == 0 || char.IsAsciiDigit(letters[0])
            || letters.StartsWith("gpkg_", StringComparison.OrdinalIgnoreCase)
            || letters.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase)
            || letters.StartsWith("rtree_", StringComparison.OrdinalIgnoreCase);
        return isReserved ? $"layer_{letters}" : letters;
    }
}
