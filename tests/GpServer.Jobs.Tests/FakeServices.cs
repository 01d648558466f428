namespace GpServer.Jobs.Tests;

/// <summary>Settings of services that a test may change while jobs run.</summary>
sealed class FakeServices : IJobServices
{
    readonly Dictionary<string, JobServiceSettings> _services = new(StringComparer.Ordinal);

    public IReadOnlyCollection<JobServiceSettings> All
    {
        get
        {
            lock (_services)
            {
                return [.. _services.Values];
            }
        }
    }

    public JobServiceSettings? Find(string service)
    {
        lock (_services)
        {
            return _services.GetValueOrDefault(service);
        }
    }

    public void Remove(string service)
    {
        lock (_services)
        {
            _services.Remove(service);
        }
    }

    public void Set(JobServiceSettings settings)
    {
        lock (_services)
        {
            _services[settings.Service] = settings;
        }
    }
}
