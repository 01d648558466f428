using GpServer.Catalog;
using GpServer.Core;
using GpServer.Options;
using GpServer.Storage.Uploads;
using Microsoft.Extensions.Options;

namespace GpServer.Uploads;

/// <summary>Says what may be uploaded where.</summary>
sealed class UploadPlaces(IServiceCatalog catalog, IOptions<GpServerOptions> options)
{
    const long Megabyte = 1024 * 1024;

    /// <summary>How long files are kept after their last use.</summary>
    public TimeSpan Retention => TimeSpan.FromSeconds(options.Value.Uploads.RetentionSeconds);

    /// <summary>The site's own uploads, which those who administer it make. They may be of any kind.</summary>
    public UploadPlace Site => new("", LimitsOf(options.Value.Uploads.MaxFileMegabytes), []);

    /// <exception cref="GpException">The service takes no uploads, is stopped, or there is none of this name.</exception>
    public UploadPlace Of(string service)
    {
        var found = catalog.Get(service);
        return found.TakesUploads ? Of(found) : throw new GpException(GpError.NotFound,
            $"The service {service} takes no uploads: Uploads is not among its capabilities.");
    }

    /// <summary>Bytes that the body of a request with a file may have, whether or not there is such a service.</summary>
    public long BodyBytes(string? service) => service is not null && catalog.Find(service) is { } found ? Of(found).BodyBytes : Site.BodyBytes;

    UploadPlace Of(GpService service)
    {
        var uploads = options.Value.Uploads;
        return new UploadPlace(service.QualifiedName,
            LimitsOf(service.MaxUploadFileSize > 0 ? service.MaxUploadFileSize : uploads.MaxFileMegabytes),
            service.AllowedUploadFileTypes.Count > 0 ? service.AllowedUploadFileTypes : uploads.EffectiveFileTypes);
    }

    UploadLimits LimitsOf(int fileMegabytes)
    {
        var uploads = options.Value.Uploads;
        return new UploadLimits
        {
            FileBytes = fileMegabytes * Megabyte,
            UserBytes = uploads.BytesPerUser,
            AddressBytes = uploads.BytesPerAddress,
            AnonymousBytes = uploads.AnonymousBytes,
            SiteBytes = uploads.SiteBytes,
            UserItems = uploads.ItemsPerUser,
            AddressItems = uploads.AnonymousBytes == 0 ? 0 : uploads.ItemsPerAddress,
            SiteItems = uploads.SiteItems,
            Parts = uploads.Parts,
            Retention = Retention,
        };
    }
}
