using GpServer.Core;
using Npgsql;

namespace GpServer.Storage.PostgreSql;

/// <summary>What failures of PostgreSQL mean to callers.</summary>
static class PostgreSqlFailures
{
    const string IdleInTransactionTimeout = "25P03";

    /// <summary>A failure for callers, or null where it is a fault of the server.</summary>
    public static GpException? Of(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } full =>
            new GpException(GpError.StorageFull, "The server's database is full.", full),
        PostgresException e when IsAway(e) => Away(e),
        PostgresException => null,
        NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException => Away(failure),
        _ => null,
    };

    /// <summary>True for a failure that the same work, done again, may not meet: another transaction was in its way.</summary>
    public static bool IsCollision(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    // The server shuts down, starts, recovers, has no free connection, has ended this one, or is a copy that takes no writes while another
    // takes its place.
    static bool IsAway(PostgresException e) => e.IsTransient || e.SqlState.StartsWith("08", StringComparison.Ordinal)
        || e.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || e.SqlState is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransactionTimeout;

    static GpException Away(Exception e) =>
        new(GpError.Unavailable, "The server's database cannot be reached at the moment. Try again later.", e);
}
