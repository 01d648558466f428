namespace GpServer.Jobs;

static class JobServicesExtensions
{
    /// <summary>
    /// The settings of a service; those of any service for one that is not published any more, of which jobs may be left.
    /// </summary>
    public static JobServiceSettings SettingsOf(this IJobServices services, string service) =>
        services.Find(service) ?? new JobServiceSettings { Service = service, Instances = 0 };
}
