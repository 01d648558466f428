namespace GpServer.Jobs;

/// <summary>
/// The services whose tasks run as jobs. The host provides it from its catalog; it is asked at every use and must answer from memory.
/// </summary>
public interface IJobServices
{
    IReadOnlyCollection<JobServiceSettings> All { get; }

    /// <summary>The settings of a service, or null for one that is not published (any more).</summary>
    JobServiceSettings? Find(string service);
}
