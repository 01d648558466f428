using GpServer.Jobs;
using GpServer.Storage.Hosted;
using GpServer.Storage.Uploads;

namespace GpServer.Admin;

/// <summary>What belongs to services and users and goes with them: jobs, uploads, hosted feature services.</summary>
sealed class Belongings(JobAdministration jobs, UploadStore uploads, HostedServices hosted)
{
    public async ValueTask DropOfServiceAsync(string service)
    {
        await jobs.DropAllAsync(service, CancellationToken.None);
        await uploads.DropOfServiceAsync(service, CancellationToken.None);

        // After the jobs, which make nothing any more.
        await hosted.LeaveServiceAsync(service, CancellationToken.None);
    }

    public async ValueTask DropOfUserAsync(string user)
    {
        await jobs.DropAllOfUserAsync(user, CancellationToken.None);
        await uploads.DropOfUserAsync(user, CancellationToken.None);

        // After the jobs, which make nothing any more.
        await hosted.DeleteOfOwnerAsync(user, CancellationToken.None);
    }

    public async ValueTask RenameServiceAsync(string from, string to)
    {
        await jobs.RenameAsync(from, to, CancellationToken.None);
        await uploads.RenameAsync(from, to, CancellationToken.None);
        await hosted.RenameServiceAsync(from, to, CancellationToken.None);
    }
}
