using System.Globalization;
using GpServer.Storage;

namespace GpServer.Soak;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Which random load and failures; the nodes' own timing stays what it is.</param>
sealed record SoakOptions(TimeSpan Length, StorageProvider Provider, int Seed)
{
    public bool IsPostgreSql => Provider == StorageProvider.PostgreSql;

    /// <returns>Null when the arguments cannot be read.</returns>
    public static SoakOptions? Parse(string[] args)
    {
        var options = new SoakOptions(TimeSpan.FromMinutes(30), StorageProvider.PostgreSql, 1);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--minutes" when double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var minutes) && minutes > 0:
                    options = options with { Length = TimeSpan.FromMinutes(minutes) };
                    break;
                case "--store" when Enum.TryParse<StorageProvider>(args[i + 1], ignoreCase: true, out var provider):
                    options = options with { Provider = provider };
                    break;
                case "--seed" when int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    break;
                default:
                    return null;
            }
        }

        return args.Length % 2 == 0 ? options : null;
    }
}
