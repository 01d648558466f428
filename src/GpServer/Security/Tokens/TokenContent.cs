namespace GpServer.Security;

/// <summary>What a token says. Nobody but this site can read or make one.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Stamp">The user's stamp when it was made: with another the token is not valid any more.</param>
/// <param name="SignedIn">When the user gave the password; exchanged tokens keep it.</param>
/// <param name="Expires">From then on the token is not valid.</param>
sealed record TokenContent(string User, string Stamp, DateTimeOffset SignedIn, DateTimeOffset Expires, TokenBinding Binding);
