using GpServer.Core;
using Microsoft.Data.Sqlite;

namespace GpServer.Storage.Sqlite;

/// <summary>What failures of SQLite mean to callers.</summary>
static class SqliteFailures
{
    const int Busy = 5;
    const int ReadOnly = 8;
    const int InputOutput = 10;
    const int FullCode = 13;
    const int CannotOpen = 14;

    // Writing past a limit of the file's size is an error of this kind, not SQLITE_FULL.
    const int WriteFailed = InputOutput | (3 << 8);

    /// <summary>A failure for callers, or null where it is a fault of the server.</summary>
    public static GpException? Of(Exception failure) => failure is SqliteException e ? Of(e) : null;

    /// <summary>There is no room for what was to be written.</summary>
    public static GpException Full(SqliteException? e) => new(GpError.StorageFull, "The server's database is full.", e);

    static GpException? Of(SqliteException e) => e.SqliteErrorCode switch
    {
        FullCode => Full(e),
        InputOutput when e.SqliteExtendedErrorCode == WriteFailed => new GpException(
            GpError.StorageFull, "The server's database cannot be written: its disk, or the size that it may have, is full.", e),
        Busy or ReadOnly or InputOutput or CannotOpen =>
            new GpException(GpError.Unavailable, "The server's database cannot be used at the moment. Try again later.", e),
        _ => null,
    };
}
