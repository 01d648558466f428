namespace GpServer.Scan.Rules;

/// <summary>A password is an argument of the process.</summary>
sealed class PasswordsOnCommandLine : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        foreach (var secret in SecretSetting.In(subject.Configuration).Where(secret => secret.IsOnCommandLine))
        {
            yield return new Finding(Severity.Important, "password-on-command-line",
                $"{secret.Key} holds a password and is given on the command line.",
                "Every user of the machine sees the arguments of all processes, and shells keep them.",
                $"{secret.Key} as an environment variable ({secret.Key.Replace(":", "__", StringComparison.Ordinal)}) or in a file of mode 600.");
        }
    }
}
