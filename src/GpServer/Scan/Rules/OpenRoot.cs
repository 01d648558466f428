using GpServer.Security;

namespace GpServer.Scan.Rules;

/// <summary>What is published later is open to everyone before anybody thinks of it.</summary>
sealed class OpenRoot : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        if (subject.Site?.Now.Permissions.GetValueOrDefault(Permission.Root)?.Any(permission =>
            permission is { Principal: Permission.Everyone, IsAllowed: true }) == true)
        {
            yield return new Finding(Severity.Important, "open-root",
                "The permissions of the root let everyone use every service that says nothing else.",
                "A service that is published later is open to everyone from its first moment.",
                "admin/services/permissions/remove for esriEveryone, and permissions of the folders or services that are for everyone.");
        }
    }
}
