namespace GpServer.Jobs.Working;

/// <summary>How many runs of each service this node has. The limits are read at each use, so a change of them applies at once.</summary>
sealed class Instances(IJobServices services)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    public int Used
    {
        get
        {
            lock (_lock)
            {
                return _used.Values.Sum();
            }
        }
    }

    /// <summary>The services that may have more runs here, and how many.</summary>
    public IReadOnlyList<FreeInstances> Free()
    {
        var free = new List<FreeInstances>();
        lock (_lock)
        {
            foreach (var service in services.All)
            {
                var left = service.Instances - _used.GetValueOrDefault(service.Service);
                if (left > 0)
                {
                    free.Add(new FreeInstances(service.Service, left));
                }
            }
        }

        return free;
    }

    public void Take(string service)
    {
        lock (_lock)
        {
            _used[service] = _used.GetValueOrDefault(service) + 1;
        }
    }

    public void Leave(string service)
    {
        lock (_lock)
        {
            _used[service]--;
        }
    }
}
