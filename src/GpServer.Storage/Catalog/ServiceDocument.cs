namespace GpServer.Storage.Catalog;

/// <summary>A service as it is stored: what the document says is the host's affair.</summary>
/// <param name="Name">The service's name with its folder.</param>
/// <param name="Json">The document.</param>
/// <param name="Version">Grows with each change of this service.</param>
public sealed record ServiceDocument(string Name, string Json, long Version);
