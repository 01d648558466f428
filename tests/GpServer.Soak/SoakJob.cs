using GpServer.Reliability.Tests.Harness;

namespace GpServer.Soak;

/// <summary>A job that the server accepted.</summary>
/// <param name="name">What its runs write to the file of effects.</param>
sealed class SoakJob(JobUrl url, string name)
{
    public JobUrl Url { get; } = url;

    public string Name { get; } = name;

    /// <summary>True once somebody asked for its end, whether he was answered or not.</summary>
    public volatile bool IsCancelled;

    /// <summary>True once the server answered that it is, or will be, cancelled.</summary>
    public volatile bool WasPromisedCancel;

    /// <summary>True for a job that is deleted while the soak still runs.</summary>
    public bool IsBrief => Url.Service == "Brief";
}
