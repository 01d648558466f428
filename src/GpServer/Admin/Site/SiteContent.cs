using System.Text.Json.Nodes;
using GpServer.Admin.Logs;
using GpServer.Catalog;
using GpServer.DataSources;
using GpServer.Security;

namespace GpServer.Admin.Site;

/// <summary>What a file of a site says. A part that is null is not in it.</summary>
sealed record SiteContent
{
    public const string Format = "gpserver-site";
    public const int Version = 1;

    /// <summary>By their names with the folder, without what is published of them.</summary>
    public IReadOnlyDictionary<string, GpService>? Services { get; init; }

    public IReadOnlyDictionary<string, SiteFolder>? Folders { get; init; }

    /// <summary>By the path of what they are about.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Permission>>? Permissions { get; init; }

    public IReadOnlyDictionary<string, ContentRole>? Roles { get; init; }

    /// <summary>All but the primary administrator, whom every site has of its own.</summary>
    public IReadOnlyDictionary<string, ContentUser>? Users { get; init; }

    /// <summary>Registered data; a password may have its sign in its place.</summary>
    public IReadOnlyDictionary<string, DataItem>? Data { get; init; }

    public ContentSettings? Settings { get; init; }
}

sealed record ContentRole
{
    public string Description { get; init; } = "";

    public Privilege Privilege { get; init; }
}

sealed record ContentUser
{
    public string FullName { get; init; } = "";

    public string Email { get; init; } = "";

    public string Description { get; init; } = "";

    public bool Disabled { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Null where the file was made without passwords.</summary>
    public string? PasswordHash { get; init; }
}

sealed record ContentSettings
{
    public TokenSettings? Tokens { get; init; }

    public LogSettings? Logs { get; init; }

    public JsonObject? Limits { get; init; }
}
