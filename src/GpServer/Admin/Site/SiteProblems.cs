namespace GpServer.Admin.Site;

/// <summary>What is wrong with a file, a sentence each.</summary>
sealed class SiteProblems
{
    const int Most = 1_000;
    const int Longest = 2_000;

    readonly List<string> _sentences = [];

    /// <summary>How many there are; of many, only the first are kept.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<string> Sentences => Count > Most ? [.. _sentences, $"and {Count - Most} more."] : _sentences;

    public void Add(string sentence)
    {
        Count++;
        if (Count <= Most)
        {
            _sentences.Add(sentence.Length > Longest ? string.Concat(sentence.AsSpan(0, Longest), "…") : sentence);
        }
    }
}
