namespace GpServer.Outgoing;

/// <summary>What another server answers, while it is read.</summary>
/// <param name="Url">Where it came from in the end.</param>
/// <param name="MediaType">Its media type, lower case; empty where none was said.</param>
/// <param name="FileName">The name that it says for itself, without any folder; null where it says none.</param>
/// <param name="Body">Its bytes, decompressed and bounded. Read it only asynchronously.</param>
sealed record OutgoingAnswer(OutgoingUrl Url, string MediaType, string? FileName, Stream Body);
