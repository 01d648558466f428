namespace GpServer.Jobs;

/// <summary>How many more jobs of a service a node may run now.</summary>
public readonly record struct FreeInstances(string Service, int Count);
