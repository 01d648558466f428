using System.Data.Common;

namespace GpServer.Storage.Sessions;

/// <summary>A statement with its parameters.</summary>
abstract class StoreCommand
{
    protected abstract DbCommand Command { get; }

    /// <summary>Sets a parameter. Null is the database's null of this type.</summary>
    public abstract StoreCommand With<T>(string name, T value);

    /// <returns>Rows that were changed.</returns>
    public async Task<int> ExecuteAsync(CancellationToken stop) => await Command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);

    /// <summary>All rows that the statement answers.</summary>
    public async Task<List<T>> ListAsync<T>(Func<DbDataReader, T> read, CancellationToken stop)
    {
        var rows = new List<T>();
        var reader = await Command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(stop).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }
        }

        return rows;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public async Task<T?> FirstAsync<T>(Func<DbDataReader, T> read, CancellationToken stop)
    {
        var reader = await Command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(stop).ConfigureAwait(false) ? read(reader) : default;
        }
    }

    /// <summary>The first column of the first row as a number; 0 where there is none.</summary>
    public async Task<long> NumberAsync(CancellationToken stop) =>
        await FirstAsync(static row => row.IsDBNull(0) ? 0 : row.GetInt64(0), stop).ConfigureAwait(false);
}
