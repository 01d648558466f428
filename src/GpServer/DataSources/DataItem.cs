using GpServer.Storage.External;

namespace GpServer.DataSources;

/// <summary>Data that an administrator has registered, as they are stored by their name.</summary>
sealed record DataItem
{
    public DataItemKind Kind { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Where a folder or file lies on the server; empty for a database.</summary>
    public string Path { get; init; } = "";

    /// <summary>How a database is reached, with the password; empty for others.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>The schema of the tables.</summary>
    public string Schema { get; init; } = "public";

    /// <summary>The tables that may be read; empty for all of the schema.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>The column with shapes as well-known binary, where the database has no PostGIS; empty where it is found by its type.</summary>
    public string GeometryColumn { get; init; } = "";

    /// <summary>The spatial reference of shapes that say none; 0 for none.</summary>
    public int Wkid { get; init; }

    /// <summary>Where administrators find it, by the kind.</summary>
    public static string ParentOf(DataItemKind kind) => kind == DataItemKind.Database ? "/enterpriseDatabases" : "/fileShares";

    /// <summary>The item without passwords.</summary>
    public DataItem WithoutSecrets() => Kind != DataItemKind.Database ? this
        : this with { ConnectionString = ExternalConnection.Parse(ConnectionString)?.Shown ?? "" };
}
