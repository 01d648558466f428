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

    public WktNode? Child(string keyword) => Children.Find(child => child.Keyword == keyword);

    public WktNode Required(string keyword) =>
        Child(keyword) ?? throw Unreadable($"{Keyword} has no {keyword}");

    public double RequiredNumber(int index) =>
        index < Numbers.Count ? Numbers[index] : throw Unreadable($"{Keyword} needs {index + 1} numbers and has {Numbers.Count}");

    /// <summary>A failure that names this element's place.</summary>
    public GpException Unreadable(string reason) => WktParser.Unreadable(Position, reason);
}
