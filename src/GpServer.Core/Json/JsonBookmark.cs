namespace GpServer.Core.Json;

/// <summary>
/// A place in a text where a <see cref="JsonScanner"/> stood, to read on from there with another one: unlike the scanner itself it can be
/// kept in a field.
/// </summary>
public readonly record struct JsonBookmark
{
    internal JsonBookmark(int position, int depth, bool first)
    {
        Position = position;
        Depth = depth;
        First = first;
    }

    /// <summary>Offset in bytes of what is read next.</summary>
    public int Position { get; }

    internal int Depth { get; }

    internal bool First { get; }
}
