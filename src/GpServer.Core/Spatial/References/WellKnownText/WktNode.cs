namespace GpServer.Core.Spatial;

/// <summary>One bracketed element of well-known text: <c>KEYWORD["text", 1.5, CHILD[...]]</c>.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Position">Where the keyword stands in the text, from 1.</param>
sealed record WktNode(string Keyword, int Position)
{
    public List<string> Texts { get; } = [];

    public List<double> Numbers { get; } = [];

    public List<WktNode> Children { get; } = [];

    public string Name => Texts.Count > 0 ? Texts[0] : "";

    /// <summary>The first child with one of these keywords; null without one.</summary>
    public WktNode? Child(params ReadOnlySpan<string> keywords)
    {
        foreach (var child in Children)
        {
            if (keywords.Contains(child.Keyword))
            {
                return child;
            }
        }

        return null;
    }

    public IEnumerable<WktNode> All(string keyword) => Children.Where(child => child.Keyword == keyword);

    public WktNode Required(params ReadOnlySpan<string> keywords) =>
        Child(keywords) ?? throw Unreadable($"{Keyword} has no {string.Join(" or ", keywords)}");

    public double RequiredNumber(int index)
    {
        if (index < Numbers.Count)
        {
            return Numbers[index];
        }

        // NAN or INFINITY without quotes are words.
        var came = Children.Find(child => child.Keyword is "NAN" or "INF" or "INFINITY") is { } word ? $"; {word.Keyword} is none" : "";
        throw Unreadable($"{Keyword} needs {index + 1} numbers and has {Numbers.Count}{came}");
    }

    /// <summary>A failure that names this element's place.</summary>
    public GpException Unreadable(string reason) => WktParser.Unreadable(Position, reason);
}
