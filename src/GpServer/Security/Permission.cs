namespace GpServer.Security;

/// <summary>Whether a principal may use the root, a folder or a service.</summary>
/// <param name="Principal">The name of a role, <see cref="Everyone"/> or <see cref="Authenticated"/>.</param>
sealed record Permission(string Principal, bool IsAllowed)
{
    public const string Everyone = "esriEveryone";
    public const string Authenticated = "esriAuthenticated";

    /// <summary>True for the name of a role; false for the protocol's own principals.</summary>
    public static bool IsRole(string principal) => principal is not (Everyone or Authenticated);

    /// <summary>The path by which the permissions of the root are stored.</summary>
    public const string Root = "/";
}
