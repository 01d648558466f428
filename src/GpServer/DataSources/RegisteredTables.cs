using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Options;
using GpServer.Storage.External;
using GpServer.Wire.Files.Wkb;
using Microsoft.Extensions.Options;

namespace GpServer.DataSources;

/// <summary>Reads tables of registered databases.</summary>
sealed class RegisteredTables(IOptions<GpServerOptions> options, RunOptions run)
{
    /// <summary>The tables that may be read.</summary>
    /// <exception cref="GpException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<string>> TablesAsync(DataItem item, CancellationToken stop) =>
        item.Tables.Count > 0 ? item.Tables : await Database(item).TablesAsync(item.Schema, stop);

    /// <summary>A table that may be read, described; null where there is none.</summary>
    public async Task<ExternalTable?> DescribeAsync(DataItem item, string table, CancellationToken stop) =>
        item.Tables.Count > 0 && !item.Tables.Contains(table, StringComparer.Ordinal) ? null
        : await Database(item).DescribeAsync(item.Schema, table, item.GeometryColumn.Length == 0 ? null : item.GeometryColumn, stop);

    /// <summary>
    /// The features of a table. All rows are fetched in one statement and kept by the run, so that the tool may read them at its own speed, as often
    /// as it likes, and sees them as they were at one time.
    /// </summary>
    /// <exception cref="GpException">The database cannot be reached, a row cannot be read, or there are too many.</exception>
    public async Task<FeatureSet> ReadAsync(
        DataItem item, ExternalTable table, FeatureReadOptions reading, string temporaryDirectory, CancellationToken stop)
    {
        var database = Database(item);
        var schema = await SchemaAsync(database, item, table, reading, stop);
        WkbFeatures.CheckAccepted(schema.GeometryType, table.Name, reading);
        var most = (long)reading.Reading.Limits.Features + 1;
        var rows = schema.IsTable
            ? WithoutShapes(database.Read(table, most, stop))
            : database.Read(table, most, stop);
        var spool = new FeatureSpool(new RunOptions { TemporaryDirectory = temporaryDirectory, VerticesInMemory = run.VerticesInMemory });
        try
        {
            // The driver's reading of many rows does not wait asynchronously.
            await Task.Run(() =>
            {
                foreach (var feature in WkbFeatures.Read(table.Name, schema, reading, () => rows))
                {
                    spool.Add(feature);
                }
            }, stop);
            return new FeatureSet(schema, spool.End()) { KnownCount = spool.Count };
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    ExternalDatabase Database(DataItem item) => ExternalConnection.Parse(item.ConnectionString) is { } connection
        ? new ExternalDatabase(connection, TimeSpan.FromSeconds(options.Value.Data.StatementSeconds))
        : throw new GpException(GpError.InvalidParameter, "the stored connection cannot be read");

    static async Task<FeatureSchema> SchemaAsync(
        ExternalDatabase database, DataItem item, ExternalTable table, FeatureReadOptions reading, CancellationToken stop)
    {
        var fields = new FeatureSchema();
        foreach (var field in table.Fields)
        {
            fields = fields.Append(field with { Name = fields.FreeName(field.Name) });
        }

        var declared = DeclaredShape.Read(table.GeometryType);
        if (table.GeometryColumn is null)
        {
            return fields;
        }

        // What is declared need not say a shape or a system; then the first row's decides.
        var head = declared.Shape == GeometryType.None || declared.SystemId == 0
            ? await database.AnyShapeAsync(table, stop) is { } shape ? WkbFeatures.HeadOf(shape) : null
            : null;
        var type = declared.Shape != GeometryType.None ? declared.Shape : head?.Shape ?? reading.Schema?.GeometryType ?? GeometryType.Point;
        var wkid = declared.SystemId != 0 ? declared.SystemId : head is { SystemId: > 0 } known ? known.SystemId : item.Wkid;
        return fields with
        {
            GeometryType = type,
            HasZ = declared.Shape != GeometryType.None ? declared.HasZ : head?.HasZ ?? false,
            HasM = declared.Shape != GeometryType.None ? declared.HasM : head?.HasM ?? false,
            SpatialReference = wkid == 0 ? reading.Schema?.SpatialReference : reading.Reading.SpatialReferences.Get(wkid),
        };
    }

    static IEnumerable<(byte[]? Shape, object?[] Values)> WithoutShapes(IEnumerable<(byte[]? Shape, object?[] Values)> rows) =>
        rows.Select(row => ((byte[]?)null, row.Values));
}
