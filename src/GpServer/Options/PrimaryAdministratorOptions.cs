namespace GpServer.Options;

/// <summary>The administrator that a new server begins with: <c>GpServer:PrimaryAdministrator</c>.</summary>
sealed class PrimaryAdministratorOptions
{
    public string UserName { get; set; } = "siteadmin";

    /// <summary>The password, which is set anew at each start; where there is none, one is made at the first start and printed once.</summary>
    public string Password { get; set; } = "";
}
