namespace GpServer.Scan.Rules;

/// <summary>Every user of the machine gets at the server's files.</summary>
sealed class OpenDataDirectory : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var folder = Path.GetFullPath(subject.Options.DataDirectory);
        if (FileModes.AreOpenToOthers(folder))
        {
            yield return new Finding(Severity.Important, "open-data-directory",
                $"GpServer:DataDirectory is {folder}, which every user of this machine can open.",
                "Jobs, their inputs and results, users and keys lie in it.",
                $"the folder's mode (chmod 700 {folder}), and let the server's own user be its owner.");
        }
    }
}
