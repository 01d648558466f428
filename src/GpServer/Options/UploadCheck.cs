using GpServer.Catalog;

namespace GpServer.Options;

/// <summary>Checks the options of uploads.</summary>
static class UploadCheck
{
    const int MostSeconds = 366 * 24 * 3600;

    public static void Check(List<string> problems, UploadOptions uploads)
    {
        OptionsCheck.Between(problems, "Uploads:MaxFileMegabytes", uploads.MaxFileMegabytes, 1, ServiceFormat.MostUploadMegabytes);
        OptionsCheck.Between(problems, "Uploads:RetentionSeconds", uploads.RetentionSeconds, 1, MostSeconds);
        OptionsCheck.Between(problems, "Uploads:BytesPerUser", uploads.BytesPerUser, 0, long.MaxValue);
        OptionsCheck.Between(problems, "Uploads:BytesPerAddress", uploads.BytesPerAddress, 0, long.MaxValue);
        OptionsCheck.Between(problems, "Uploads:AnonymousBytes", uploads.AnonymousBytes, 0, long.MaxValue);
        OptionsCheck.Between(problems, "Uploads:SiteBytes", uploads.SiteBytes, 0, long.MaxValue);
        OptionsCheck.Between(problems, "Uploads:ItemsPerUser", uploads.ItemsPerUser, 0, 1_000_000);
        OptionsCheck.Between(problems, "Uploads:ItemsPerAddress", uploads.ItemsPerAddress, 0, 1_000_000);
        OptionsCheck.Between(problems, "Uploads:SiteItems", uploads.SiteItems, 0, 1_000_000);
        OptionsCheck.Between(problems, "Uploads:Parts", uploads.Parts, 1, 100_000);
        foreach (var type in uploads.EffectiveFileTypes)
        {
            OptionsCheck.Check(problems, "Uploads:FileTypes", type, ServiceCheck.IsExtension(type), "an extension without dot, such as csv");
        }
    }
}
