namespace GpServer.Scan.Rules;

/// <summary>A password stands in a file of settings that every user of the machine can read.</summary>
sealed class ReadablePasswords : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        foreach (var secret in SecretSetting.In(subject.Configuration))
        {
            if (secret.File is { } file && FileModes.AreOpenToOthers(file))
            {
                yield return new Finding(Severity.Critical, "readable-password",
                    $"{secret.Key} holds a password and stands in {file}, which every user of this machine can read.",
                    "Every account and every program on the machine has the password.",
                    $"the file's mode (chmod 600 {file}), or give the password as an environment variable of the service alone.");
            }
        }
    }
}
