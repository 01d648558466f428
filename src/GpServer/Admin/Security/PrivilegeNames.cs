using GpServer.Core;
using GpServer.Security;

namespace GpServer.Admin;

/// <summary>The protocol's names of privileges.</summary>
static class PrivilegeNames
{
    public static string Of(Privilege privilege) => privilege switch
    {
        Privilege.Administrator => "ADMINISTER",
        Privilege.Publisher => "PUBLISH",
        _ => "ACCESS",
    };

    /// <exception cref="GpException">There is no such privilege.</exception>
    public static Privilege Read(string name) => name.ToUpperInvariant() switch
    {
        "ADMINISTER" or "ADMINISTRATOR" => Privilege.Administrator,
        "PUBLISH" or "PUBLISHER" => Privilege.Publisher,
        "ACCESS" or "USER" => Privilege.User,
        _ => throw new GpException(GpError.InvalidParameter, $"privilege: '{name}' is not valid; expected ADMINISTER, PUBLISH or ACCESS."),
    };
}
