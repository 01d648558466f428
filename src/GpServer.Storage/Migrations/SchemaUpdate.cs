using System.Globalization;
using System.Reflection;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Migrations;

/// <summary>
/// Brings a database to the schema of this program by the numbered scripts of this folder, each applied once. All of it is one transaction
/// under a lock, so nodes that start at the same time wait for the first, and a node killed in the middle leaves nothing.
/// </summary>
static class SchemaUpdate
{
    // Any number that no other program uses in this database: "GpServer" in ASCII.
    const long LockKey = 0x4770536572766572;

    static readonly Sql Begin = new("begin immediate", "begin");
    static readonly Sql TakeLock = new("select 1", $"select pg_advisory_xact_lock({LockKey})");
    static readonly Sql MakeTable = new("create table if not exists schema_version (version integer not null)");
    static readonly Sql ReadVersion = new("select coalesce(max(version), 0) from schema_version");
    static readonly Sql Forget = new("delete from schema_version");
    static readonly Sql Remember = new("insert into schema_version (version) values (@version)");
    static readonly Sql Commit = new("commit");
    static readonly Sql Rollback = new("rollback");

    /// <summary>The version that this program makes.</summary>
    public static int Latest => Scripts(StorageProvider.Sqlite).Count;

    /// <exception cref="InvalidOperationException">The database's schema is newer than <see cref="Latest"/>.</exception>
    public static async Task RunAsync(StoreSession session, CancellationToken stop)
    {
        await session.Command(Begin).ExecuteAsync(stop).ConfigureAwait(false);
        var done = false;
        try
        {
            await session.Command(TakeLock).ExecuteAsync(stop).ConfigureAwait(false);
            await session.Command(MakeTable).ExecuteAsync(stop).ConfigureAwait(false);
            var version = await session.Command(ReadVersion).NumberAsync(stop).ConfigureAwait(false);
            await ApplyAsync(session, (int)version, stop).ConfigureAwait(false);
            await session.Command(Commit).ExecuteAsync(stop).ConfigureAwait(false);
            done = true;
        }
        finally
        {
            if (!done && session.Connection.State == System.Data.ConnectionState.Open)
            {
                await session.Command(Rollback).ExecuteAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    static async Task ApplyAsync(StoreSession session, int version, CancellationToken stop)
    {
        var scripts = Scripts(session.Provider);
        if (version > scripts.Count)
        {
            throw new InvalidOperationException(
                $"The database has schema version {version}; this program knows versions up to {scripts.Count}. "
                + "Use the program that made it, or a newer one.");
        }

        if (version == scripts.Count)
        {
            return;
        }

        foreach (var script in scripts.Skip(version))
        {
            await session.Command(new Sql(script)).ExecuteAsync(stop).ConfigureAwait(false);
        }

        await session.Command(Forget).ExecuteAsync(stop).ConfigureAwait(false);
        await session.Command(Remember).With("version", scripts.Count).ExecuteAsync(stop).ConfigureAwait(false);
    }

    /// <summary>The scripts in the order of their numbers, which begin at 1 and have no gaps.</summary>
    static List<string> Scripts(StorageProvider provider)
    {
        var suffix = provider == StorageProvider.Sqlite ? ".sqlite.sql" : ".postgresql.sql";
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(suffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            var number = names[i]["GpServer.Storage.Migrations.".Length..].Split('-')[0];
            if (int.Parse(number, CultureInfo.InvariantCulture) != i + 1)
            {
                throw new InvalidOperationException($"Migration {i + 1} is missing before {names[i]}.");
            }
        }

        return names.ConvertAll(name => Read(assembly, name));
    }

    static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
