namespace GpServer.References;

/// <summary>A file that was fetched for a run and lies in its folder.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">What it is called where it came from; empty where nobody said.</param>
/// <param name="MediaType">The media type that came with it; empty where none did.</param>
/// <param name="From">What error texts call the place that it came from.</param>
sealed record FetchedFile(string Path, string Name, string MediaType, string From);
