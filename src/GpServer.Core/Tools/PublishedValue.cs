namespace GpServer.Core.Tools;

/// <summary>A value of a publication, as a client would send it.</summary>
/// <param name="Json">JSON; a JSON string is the text of a form field.</param>
public sealed record PublishedValue(string Json)
{
    // It may be a password, and a record's own text would show it in a log.
    public override string ToString() => "…";
}
