using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Wire.Files.Text;
using GpServer.Wire.Reading;
using Microsoft.Data.Sqlite;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>A table of a GeoPackage: of features, or of attributes alone.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Geometry">The column of geometries, or null.</param>
/// <param name="Shape">The shape that the file says of all of them; None where it says none that is one.</param>
/// <param name="SystemId">The spatial reference by its number in this file.</param>
/// <param name="Columns">The columns of attributes that are read.</param>
sealed record GpkgLayer(string Table, string? Geometry, GeometryType Shape, long SystemId, IReadOnlyList<GpkgColumn> Columns)
{
    const int MostNames = 10;

    /// <summary>Finds the table that is wanted, else the first in the order of names.</summary>
    /// <exception cref="GpException">There is none, or not this one.</exception>
    public static GpkgLayer Find(GpkgFile file, string? name, ReadingPlace place)
    {
        const int most = 10_000;
        var tables = file.Rows(
            $"select table_name, data_type, identifier from gpkg_contents where data_type in ('features', 'attributes') order by table_name limit {most}",
            row => (Name: Text(row, 0), IsFeatures: Text(row, 1) == "features", Title: Text(row, 2)));
        var wanted = place.Options.Table ? tables : tables.FindAll(table => table.IsFeatures);
        if (wanted.Count == 0)
        {
            throw place.Invalid($"the GeoPackage has no {(place.Options.Table ? "tables" : "features")}; expected a table that gpkg_contents names");
        }

        var found = name is null ? 0 : wanted.FindIndex(table => Is(table.Name, name) || Is(table.Title, name));
        if (found < 0)
        {
            var names = string.Join(", ", wanted.Take(MostNames).Select(table => FilePlace.Shown(table.Name)));
            throw place.Invalid(
                $"the GeoPackage has no table '{FilePlace.Shown(name!)}'; expected one of {names}{(wanted.Count > MostNames ? " …" : "")}");
        }

        var (table, isFeatures, _) = wanted[found];
        if (!file.IsPlainTable(table))
        {
            throw place.Invalid($"'{FilePlace.Shown(table)}' is a view or a virtual table, which is not read; expected a table");
        }

        return Of(file, table, isFeatures && !place.Options.Table, place);
    }

    public static string Text(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? "" : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture) ?? "";

    static bool Is(string name, string wanted) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    static GpkgLayer Of(GpkgFile file, string table, bool isFeatures, ReadingPlace place)
    {
        var (geometry, shape, system) = isFeatures ? GeometryColumn(file, table, place) : (null, GeometryType.None, 0);
        var named = geometry ?? GeometryColumnName(file, table);

        // A generated column (hidden is not 0) is what its expression makes of others.
        var columns = file.Rows(
            "select name, type, pk, hidden from pragma_table_xinfo($name)",
            row => (Column: new GpkgColumn(Text(row, 0), Text(row, 1), row.GetInt64(2) == 1), IsHidden: row.GetInt64(3) != 0),
            table);
        if (geometry is not null && !columns.Exists(column => !column.IsHidden && Is(column.Column.Name, geometry)))
        {
            throw place.Invalid($"the table '{FilePlace.Shown(table)}' has no column '{FilePlace.Shown(geometry)}' of geometries");
        }

        var read = columns.Where(column => !column.IsHidden && !Is(column.Column.Name, named ?? "") && column.Column.Type is not null)
            .Select(column => column.Column).ToList();
        return read.Count <= place.Limits.Fields
            ? new GpkgLayer(table, geometry, shape, system, read)
            : throw place.Exceeds($"there are {read.Count} columns, more than {place.Limits.Fields}, the limit of one set.");
    }

    static (string? Name, GeometryType Shape, long System) GeometryColumn(GpkgFile file, string table, ReadingPlace place)
    {
        if (!file.IsPlainTable("gpkg_geometry_columns"))
        {
            throw place.Invalid("the GeoPackage has no table gpkg_geometry_columns");
        }

        var rows = file.Rows(
            "select column_name, geometry_type_name, srs_id from gpkg_geometry_columns where table_name = $name collate nocase",
            row => ((string?)Text(row, 0), WktHead.ShapeOf(Text(row, 1)), row.GetValue(2) is long id ? id : 0),
            table);
        return rows.Count > 0
            ? rows[0]
            : throw place.Invalid($"gpkg_geometry_columns does not say which column of '{FilePlace.Shown(table)}' has geometries");
    }

    static string? GeometryColumnName(GpkgFile file, string table) => file.IsPlainTable("gpkg_geometry_columns")
        ? file.Rows("select column_name from gpkg_geometry_columns where table_name = $name collate nocase", row => Text(row, 0), table).FirstOrDefault()
        : null;
}
