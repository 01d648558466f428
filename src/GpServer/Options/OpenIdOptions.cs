namespace GpServer.Options;

/// <summary>Bearer tokens of an external identity provider: <c>GpServer:OpenId</c>. Without an issuer none are accepted.</summary>
sealed class OpenIdOptions
{
    /// <summary>The issuer as its tokens name it, such as <c>https://login.example.com/realms/gis</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Whom the tokens must be made for.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Where the provider's configuration is, where it is not below the issuer.</summary>
    public string MetadataUrl { get; set; } = "";

    /// <summary>The claim that names the user.</summary>
    public string NameClaim { get; set; } = "sub";

    /// <summary>The claim whose values are names of roles of this site.</summary>
    public string RoleClaim { get; set; } = "roles";
}
