namespace GpServer.Storage.Site;

/// <summary>One change of a document, which is refused where somebody else was faster.</summary>
/// <param name="Json">The new document; null deletes it.</param>
/// <param name="Version">The version that was read; 0 where there was none, so that the document is new.</param>
public sealed record DocumentChange(string Kind, string Name, string? Json, long Version)
{
    public static DocumentChange Add(string kind, string name, string json) => new(kind, name, json, 0);

    public static DocumentChange Update(SiteDocument read, string json)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new(read.Kind, read.Name, json, read.Version);
    }

    public static DocumentChange Delete(SiteDocument read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new(read.Kind, read.Name, null, read.Version);
    }
}
