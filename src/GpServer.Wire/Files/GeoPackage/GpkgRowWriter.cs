using System.Buffers;
using System.Globalization;
using GpServer.Core.Features;
using GpServer.Wire.Files.Wkb;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.GeoPackage;

/// <summary>Writes the rows of the table, and their places to its index.</summary>
sealed class GpkgRowWriter : IDisposable
{
    const int ConstraintFailed = 19;

    readonly SqliteCommand _insert;
    readonly SqliteCommand? _index;
    readonly SqliteCommand _lastId;
    readonly ArrayBufferWriter<byte> _bytes = new();
    readonly WkbGeometryWriter _geometries;
    readonly GpkgSchema _schema;
    readonly FeatureSchema _features;
    readonly int _systemId;

    public GpkgRowWriter(SqliteConnection connection, GpkgSchema schema, FeatureSchema features, FeatureFileTarget target)
    {
        _schema = schema;
        _features = features;
        _systemId = schema.SystemId;
        _geometries = new WkbGeometryWriter(features.GeometryType, features.HasZ && target.ReturnZ, features.HasM && target.ReturnM, _bytes);
        var columns = 1 + (features.IsTable ? 0 : 1) + features.Fields.Length - (features.ObjectIdIndex >= 0 ? 1 : 0);
        _insert = Prepare(connection, schema.Insert(), Enumerable.Range(0, columns).Select(i => FormattableString.Invariant($"$p{i}")));
        _index = features.IsTable ? null : Prepare(connection, GpkgIndex.Insert(schema), ["$id", "$minx", "$maxx", "$miny", "$maxy"]);
        _lastId = Prepare(connection, "select last_insert_rowid()", []);
    }

    /// <summary>Around all geometries.</summary>
    public Envelope Extent { get; } = new();

    public void Add(Feature feature)
    {
        var id = _features.ObjectIdIndex >= 0 ? feature.Attributes[_features.ObjectIdIndex] as long? : null;
        var column = 0;
        _insert.Parameters[column++].Value = (object?)id ?? DBNull.Value;
        if (!_features.IsTable)
        {
            _insert.Parameters[column++].Value = Blob(feature.Geometry);
        }

        for (var i = 0; i < feature.Attributes.Length; i++)
        {
            if (i != _features.ObjectIdIndex)
            {
                _insert.Parameters[column++].Value = Value(feature.Attributes[i], _schema.Fields[i]);
            }
        }

        Insert(id is not null);
        if (_index is not null && feature.Geometry is { IsEmpty: false } geometry)
        {
            AddPlace(geometry.EnvelopeInternal);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _index?.Dispose();
        _lastId.Dispose();
    }

    static SqliteCommand Prepare(SqliteConnection connection, string sql, IEnumerable<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        return command;
    }

    static object Value(object? value, Field field) => value switch
    {
        // With milliseconds always, as the format has it.
        long date when field.Type == FieldType.Date => Moment(date),
        double number when !double.IsFinite(number) => DBNull.Value,
        string { Length: 0 } when field.Type == FieldType.DateOnly => DBNull.Value,
        null => DBNull.Value,
        _ => value,
    };

    static object Moment(long milliseconds)
    {
        const long first = -62_135_596_800_000;
        const long last = 253_402_300_799_999;
        return milliseconds is >= first and <= last
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss.fff'Z'", CultureInfo.InvariantCulture)
            : DBNull.Value;
    }

    object Blob(Geometry? geometry)
    {
        if (geometry is null)
        {
            return DBNull.Value;
        }

        _bytes.ResetWrittenCount();
        GpkgGeometry.Write(_bytes.GetSpan(GpkgGeometry.FixedLength), _systemId, geometry.IsEmpty);
        _bytes.Advance(GpkgGeometry.FixedLength);
        _geometries.Write(geometry);
        return _bytes.WrittenSpan.ToArray();
    }

    /// <summary>A key that another row has already gives way to one of the file's own.</summary>
    void Insert(bool hasId)
    {
        try
        {
            _insert.ExecuteNonQuery();
        }
        catch (SqliteException problem) when (hasId && problem.SqliteErrorCode == ConstraintFailed)
        {
            _insert.Parameters[0].Value = DBNull.Value;
            _insert.ExecuteNonQuery();
        }
    }

    void AddPlace(Envelope place)
    {
        Extent.ExpandToInclude(place);
        _index!.Parameters[0].Value = _lastId.ExecuteScalar()!;
        _index.Parameters[1].Value = place.MinX;
        _index.Parameters[2].Value = place.MaxX;
        _index.Parameters[3].Value = place.MinY;
        _index.Parameters[4].Value = place.MaxY;
        _index.ExecuteNonQuery();
    }
}
