namespace GpServer.Security;

/// <summary>A user as it is stored.</summary>
sealed record SiteUser
{
    public required string Name { get; init; }

    public string FullName { get; init; } = "";

    public string Email { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Nobody can sign in as this user, and no token of this user is valid.</summary>
    public bool Disabled { get; init; }

    public required string PasswordHash { get; init; }

    /// <summary>Tokens carry it. Another one makes them all invalid.</summary>
    public required string Stamp { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The administrator that the server was begun with, who is always one and cannot be deleted.</summary>
    public bool IsPrimary { get; init; }

    public static string NewStamp() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(16, lowercase: true);
}
