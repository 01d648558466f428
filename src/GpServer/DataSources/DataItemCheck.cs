using GpServer.Core.Spatial;
using GpServer.Storage.External;

namespace GpServer.DataSources;

/// <summary>Checks data that somebody wants to register, without reading them.</summary>
sealed class DataItemCheck(DataFolders folders, SpatialReferences references)
{
    const int LongestName = 120;
    const int LongestText = 2_000;
    const int LongestIdentifier = 63;
    const int MostTables = 1_000;

    /// <summary>What is wrong, a sentence each that names the member and what was expected; no secret is repeated.</summary>
    public IEnumerable<string> Problems(string name, DataItem item)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            yield return $"the name has {name.Length} characters; expected 1 to {LongestName} letters, digits, underscores and hyphens.";
        }

        if (item.Description.Length > LongestText)
        {
            yield return $"description has {item.Description.Length} characters; expected at most {LongestText}.";
        }

        if (item.Wkid != 0 && !references.TryGet(item.Wkid, out _))
        {
            yield return FormattableString.Invariant($"wkid is {item.Wkid}; expected one that this server knows, or 0.");
        }

        foreach (var problem in item.Kind == DataItemKind.Database ? OfDatabase(item) : OfFile(item))
        {
            yield return problem;
        }
    }

    static IEnumerable<string> OfDatabase(DataItem item)
    {
        if (ExternalConnection.Parse(item.ConnectionString) is not { } connection)
        {
            yield return "connectionString is not valid; expected one such as Host=database;Database=gis;Username=reader;Password=….";
        }
        else if (connection.IsHidden)
        {
            yield return $"connectionString has {ExternalConnection.Sign} in place of a password; expected the password.";
        }

        if (item.Path.Length > 0)
        {
            yield return "path is that of a folder or file; expected none for a database.";
        }

        foreach (var name in item.Tables.Append(item.Schema).Append(item.GeometryColumn.Length == 0 ? "x" : item.GeometryColumn)
            .Where(name => name is not { Length: > 0 and <= LongestIdentifier } || name.Any(char.IsControl)))
        {
            yield return $"a name of a schema, table or column has {name?.Length ?? 0} characters; expected 1 to {LongestIdentifier}.";
        }

        if (item.Tables.Count > MostTables)
        {
            yield return $"tables has {item.Tables.Count} elements; expected at most {MostTables}.";
        }
    }

    IEnumerable<string> OfFile(DataItem item)
    {
        if (item.ConnectionString.Length > 0 || item.Tables.Count > 0 || item.GeometryColumn.Length > 0)
        {
            yield return "connectionString, tables and geometryColumn are those of a database; expected a path alone.";
        }

        if (folders.Problem(item) is { } problem)
        {
            yield return $"path {problem}";
        }
    }
}
