namespace GpServer.Security;

/// <summary>Who makes a request.</summary>
/// <param name="Name">The user's name; empty for one who has not signed in.</param>
sealed record Caller(string Name, Privilege Privilege, IReadOnlySet<string> Roles)
{
    public static readonly Caller Anonymous = new("", Privilege.User, new HashSet<string>());

    public bool IsAnonymous => Name.Length == 0;

    public bool IsAdministrator => Privilege == Privilege.Administrator;

    /// <summary>
    /// The caller came by a cookie, and nothing says that a page of this server caused the request: it may read, and change nothing.
    /// </summary>
    public bool MayOnlyRead { get; init; }

    /// <summary>The token by which the caller came; null for one who has not signed in or came by another proof.</summary>
    public TokenContent? Token { get; init; }
}
