using GpServer.Core;
using GpServer.Core.Features;
using Microsoft.Data.Sqlite;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>
/// Writes a GeoPackage (OGC 12-128r18) with one table and a spatial index. It is made in the temporary directory and copied when it is
/// whole.
/// </summary>
public sealed class GeoPackageWriter : FeatureFileWriter
{
    const int FeaturesBetweenChecks = 256;
    const int MostFields = 1_900;
    const int DiskFull = 13;

    /// <inheritdoc/>
    public override string Format => "geopackage";

    /// <inheritdoc/>
    public override string MediaType => "application/geopackage+sqlite3";

    /// <inheritdoc/>
    public override string Extension => ".gpkg";

    /// <inheritdoc/>
    public override void Write(FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(target);
        if (set.Schema.Fields.Length > MostFields)
        {
            throw new GpException(
                GpError.LimitExceeded, $"There are {set.Schema.Fields.Length} fields, and a GeoPackage has at most {MostFields}; expected fewer.");
        }

        var path = Path.Combine(target.TemporaryDirectory, $"{Guid.NewGuid():N}.gpkg");
        try
        {
            Make(path, set, target, stop);
            using var file = File.OpenRead(path);
            file.CopyTo(target.Output);
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == DiskFull)
        {
            throw new GpException(GpError.StorageFull, "The server's disk is full: there is no room for the file.", problem);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void Make(string path, FeatureSet set, FeatureFileTarget target, CancellationToken stop)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();

        // 'GPKG' and version 1.3. Until the file is whole nobody has it, so nothing guards it against a crash.
        Execute(connection, "pragma application_id = 0x47504B47; pragma user_version = 10300; pragma journal_mode = memory; pragma synchronous = off");
        using var transaction = connection.BeginTransaction();
        Execute(connection, GpkgSchema.Tables);
        var schema = new GpkgSchema(set.Schema, target.Name);
        Execute(connection, schema.CreateTable());
        if (!set.Schema.IsTable)
        {
            Execute(connection, GpkgIndex.Create(schema));
        }

        using (var rows = new GpkgRowWriter(connection, schema, set.Schema, target))
        {
            var count = 0;
            foreach (var feature in set.Features)
            {
                if (++count % FeaturesBetweenChecks == 0)
                {
                    stop.ThrowIfCancellationRequested();
                }

                rows.Add(feature);
            }

            AddContents(connection, schema, set.Schema, rows, target);
        }

        if (!set.Schema.IsTable)
        {
            Execute(connection, GpkgIndex.Triggers(schema));
        }

        transaction.Commit();
    }

    static void AddContents(SqliteConnection connection, GpkgSchema schema, FeatureSchema features, GpkgRowWriter rows, FeatureFileTarget target)
    {
        if (schema.System() is var (name, organization, id, definition))
        {
            Execute(
                connection, "insert into gpkg_spatial_ref_sys values ($p0, $p1, $p2, $p3, $p4, null)", name, schema.SystemId, organization, id, definition);
        }

        var extent = rows.Extent;
        Execute(
            connection,
            "insert into gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) values ($p0, $p1, $p0, $p2, $p3, $p4, $p5, $p6)",
            schema.Table,
            features.IsTable ? "attributes" : "features",
            extent.IsNull ? null : extent.MinX,
            extent.IsNull ? null : extent.MinY,
            extent.IsNull ? null : extent.MaxX,
            extent.IsNull ? null : extent.MaxY,
            features.IsTable ? null : schema.SystemId);
        if (!features.IsTable)
        {
            Execute(
                connection,
                "insert into gpkg_geometry_columns values ($p0, $p1, $p2, $p3, $p4, $p5)",
                schema.Table,
                schema.Geometry,
                schema.GeometryTypeName,
                schema.SystemId,
                features.HasZ && target.ReturnZ ? 1 : 0,
                features.HasM && target.ReturnM ? 1 : 0);
        }
    }

    static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(FormattableString.Invariant($"$p{i}"), values[i] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }
}
