using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.Security;

namespace GpServer.DataSources;

/// <summary>
/// Registered data as inputs: <c>item</c>, or <c>item/layer</c>, where the layer is a table of a database, a file of a folder, or a layer of a file.
/// Whoever may use a task may use them.
/// </summary>
sealed class RegisteredData(SiteState site, RegisteredTables tables, RegisteredFiles files) : IDataSources
{
    const int LongestName = 1_000;

    public async ValueTask<FeatureSet?> FindAsync(
        FeatureReference reference, FeatureReadOptions options, string temporaryDirectory, CancellationToken stop)
    {
        if (reference.Layer is not { Length: > 0 and <= LongestName } name)
        {
            return null;
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var itemName = slash < 0 ? name : name[..slash];
        if (!site.Now.Data.TryGetValue(itemName, out var item))
        {
            return null;
        }

        if (reference.Filter is not null || reference.Time is not null)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{options.Parameter}: registered data have no filter and no time; expected the name alone, or the URL of a layer.");
        }

        var rest = slash < 0 ? "" : name[(slash + 1)..];
        if (item.Kind != DataItemKind.Database)
        {
            Directory.CreateDirectory(temporaryDirectory);
            return files.Read(item, itemName, rest, options, temporaryDirectory);
        }

        try
        {
            return await ReadTableAsync(item, itemName, rest, options, temporaryDirectory, stop);
        }
        catch (GpException e) when (!e.Message.StartsWith(options.Parameter, StringComparison.Ordinal))
        {
            throw new GpException(e.Error, $"{options.Parameter}: the registered data {TaskPublishing.Shown(name)} cannot be read: {e.Message}.", e);
        }
    }

    async Task<FeatureSet> ReadTableAsync(
        DataItem item, string itemName, string name, FeatureReadOptions options, string temporaryDirectory, CancellationToken stop)
    {
        if (name.Length == 0)
        {
            name = item.Tables.Count == 1 ? item.Tables[0] : throw new GpException(GpError.InvalidParameter,
                $"{options.Parameter}: '{itemName}' is a registered database; expected {itemName}/ and the name of one of its tables.");
        }

        var table = await tables.DescribeAsync(item, name, stop) ?? throw new GpException(GpError.InvalidParameter,
            $"{options.Parameter}: the registered database '{itemName}' has no table {TaskPublishing.Shown(name)} that may be read.");
        return await tables.ReadAsync(item, table, options, temporaryDirectory, stop);
    }
}
