namespace GpServer.Reliability.Tests.Harness;

/// <summary>What a client keeps of a job: where it is.</summary>
sealed record JobUrl(string Service, string Task, string Id)
{
    /// <summary>The path below <c>/rest/services/</c>.</summary>
    public string Path => $"{Service}/GPServer/{Task}/jobs/{Id}";
}
