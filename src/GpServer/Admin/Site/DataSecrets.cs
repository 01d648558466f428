using GpServer.Catalog;
using GpServer.DataSources;
using GpServer.Storage.External;

namespace GpServer.Admin.Site;

/// <summary>Puts passwords of registered databases back that a file was made without.</summary>
static class DataSecrets
{
    /// <param name="stored">The item of the same name, or null.</param>
    public static DataItem Restore(string name, DataItem item, DataItem? stored, SiteProblems problems)
    {
        if (ExternalConnection.Parse(item.ConnectionString) is not { IsHidden: true } given)
        {
            return item;
        }

        // To the same place alone: another one could learn the password.
        if (stored is not null && ExternalConnection.Parse(stored.ConnectionString) is { } known && given.WithPasswordsOf(known) is { } whole)
        {
            return item with { ConnectionString = whole };
        }

        problems.Add($"data: {TaskPublishing.Shown(name)}: the password was left out of the file, and this site has none for this host, database and "
            + "user; expected a file with passwords.");
        return item;
    }
}
