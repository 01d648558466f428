namespace GpServer.Storage.Site;

/// <summary>A line of the server's log. There is never a secret in it.</summary>
/// <param name="Level">From 0, what only developers look at, to 5, the end of the process: the numbers of .NET's levels.</param>
/// <param name="Source">The part of the program that says it.</param>
/// <param name="Node">The node that says it.</param>
/// <param name="Service">The service, with its folder, of the request under way; empty where there is none.</param>
/// <param name="User">Who makes that request; empty for one who has not signed in.</param>
/// <param name="Code">What is said, as a number among those of the source.</param>
public sealed record ServerLogEntry(
    DateTimeOffset At, int Level, string Source, string Node, string Service, string User, int Code, string Text);
