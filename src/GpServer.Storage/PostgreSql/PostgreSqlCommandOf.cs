using System.Data.Common;
using GpServer.Storage.Sessions;
using Npgsql;
using NpgsqlTypes;

namespace GpServer.Storage.PostgreSql;

/// <summary>A statement, prepared by the provider once it is used often.</summary>
sealed class PostgreSqlCommandOf(NpgsqlCommand command) : StoreCommand
{
    protected override DbCommand Command => command;

    public override StoreCommand With<T>(string name, T value)
    {
        // A null has no type of its own, and the server must know one.
        command.Parameters.Add(value is null
            ? new NpgsqlParameter(name, TypeOf(typeof(T))) { Value = DBNull.Value }
            : new NpgsqlParameter<T>(name, value));
        return this;
    }

    static NpgsqlDbType TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) => NpgsqlDbType.Integer,
        var t when t == typeof(long) => NpgsqlDbType.Bigint,
        var t when t == typeof(double) => NpgsqlDbType.Double,
        var t when t == typeof(byte[]) => NpgsqlDbType.Bytea,
        var t when t == typeof(string) => NpgsqlDbType.Text,
        var t => throw new NotSupportedException($"A parameter of type {t} cannot be null."),
    };
}
