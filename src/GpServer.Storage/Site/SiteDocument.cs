namespace GpServer.Storage.Site;

/// <summary>A document as it is stored: what it says is the host's affair.</summary>
/// <param name="Kind">One of <see cref="DocumentKind"/>.</param>
/// <param name="Version">Grows with each change of this document, from 1.</param>
public sealed record SiteDocument(string Kind, string Name, string Json, long Version);
