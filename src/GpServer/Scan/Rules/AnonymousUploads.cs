namespace GpServer.Scan.Rules;

/// <summary>Everybody may fill the database.</summary>
sealed class AnonymousUploads : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var open = subject.Site?.Services.Where(service => service.TakesUploads && subject.Site.IsOpen(service))
            .Select(service => service.QualifiedName).ToList() ?? [];
        if (open.Count > 0 && subject.Options.Uploads.AnonymousBytes > 0)
        {
            yield return new Finding(Severity.Recommended, "anonymous-uploads",
                $"Everyone may upload files to {string.Join(", ", open)}, without signing in.",
                $"The database grows by up to {subject.Options.Uploads.AnonymousBytes} bytes of anybody's files.",
                "permissions of the service, capabilities without Uploads, or GpServer:Uploads:AnonymousBytes=0.");
        }
    }
}
