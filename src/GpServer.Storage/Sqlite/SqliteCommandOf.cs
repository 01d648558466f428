using System.Data.Common;
using GpServer.Storage.Sessions;
using Microsoft.Data.Sqlite;

namespace GpServer.Storage.Sqlite;

/// <summary>A prepared statement of one connection, used again and again.</summary>
sealed class SqliteCommandOf(SqliteCommand command) : StoreCommand, IDisposable
{
    readonly Dictionary<string, SqliteParameter> _parameters = new(StringComparer.Ordinal);

    protected override DbCommand Command => command;

    public override StoreCommand With<T>(string name, T value)
    {
        if (!_parameters.TryGetValue(name, out var parameter))
        {
            parameter = command.Parameters.AddWithValue($"@{name}", DBNull.Value);
            _parameters.Add(name, parameter);
        }

        parameter.Value = value is null ? DBNull.Value : value;
        return this;
    }

    public void Dispose() => command.Dispose();
}
