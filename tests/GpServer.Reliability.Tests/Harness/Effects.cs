namespace GpServer.Reliability.Tests.Harness;

/// <summary>The file to which runs append what they did, beside the server and its database.</summary>
sealed class Effects(string path)
{
    public string Path { get; } = path;

    /// <summary>All effects in the order in which they happened.</summary>
    public IReadOnlyList<EffectLine> Read()
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = new List<EffectLine>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(EffectLine.Parse(line));
        }

        return lines;
    }

    /// <summary>How often each name is there.</summary>
    public Dictionary<string, int> Counts() =>
        Read().GroupBy(line => line.Name).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
}
