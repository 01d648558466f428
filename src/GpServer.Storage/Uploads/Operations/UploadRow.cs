using System.Data.Common;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Uploads.Operations;

/// <summary>Reads rows of uploads.</summary>
static class UploadRow
{
    public const string Columns = "sequence, id, service, user_name, address, name, description, at, committed, bytes, checksum, expires_at";

    public static Upload Read(DbDataReader row) =>
        new(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6))
        {
            Sequence = row.GetInt64(0),
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
            IsCommitted = row.GetInt32(8) != 0,
            Bytes = row.GetInt64(9),
            Checksum = row.Text(10),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11)),
        };
}
