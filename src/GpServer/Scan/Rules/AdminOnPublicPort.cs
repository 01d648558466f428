namespace GpServer.Scan.Rules;

/// <summary>The administration is reached where everybody is.</summary>
sealed class AdminOnPublicPort : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var admin = subject.Options.Admin;
        if (admin is { Enabled: true, Port: 0 } && (subject.IsPublic || subject.HasProxy))
        {
            yield return new Finding(Severity.Important, "admin-on-public-port",
                "The administration (/admin) is answered at every port of the server.",
                "Whoever reaches the services can try passwords of administrators, and use what they lose.",
                "GpServer:Admin:Port to a port of its own that a firewall keeps to administrators, or GpServer:Admin:Enabled=false.");
        }
    }
}
