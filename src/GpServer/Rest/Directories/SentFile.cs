namespace GpServer.Rest.Directories;

/// <summary>A file that is sent to a client.</summary>
/// <param name="Name">The name under which it is to be kept.</param>
/// <param name="Tag">Tells this content from any other at the same address.</param>
sealed record SentFile(Stream Content, string Name, string Type, DateTimeOffset? Changed, string Tag);
