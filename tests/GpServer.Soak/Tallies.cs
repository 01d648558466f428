using System.Collections.Concurrent;

namespace GpServer.Soak;

/// <summary>Counts of what happened, by name.</summary>
sealed class Tallies
{
    readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, int>> All => _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    public int this[string name] => _counts.GetValueOrDefault(name);

    public void Add(string name) => _counts.AddOrUpdate(name, 1, static (_, count) => count + 1);
}
