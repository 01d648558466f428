using GpServer.Storage;

namespace GpServer.Jobs;

/// <summary>The signals of the queue.</summary>
static class JobSignals
{
    /// <summary>A service has a new waiting job; the text is its name.</summary>
    public const string Work = "work";

    /// <summary>A job that runs is to be cancelled; the text is its id.</summary>
    public const string Cancel = "cancel";

    public static void TellWork(this StoreSignals signals, string service) => signals.Publish(Work, service);

    public static void TellCancel(this StoreSignals signals, string jobId) => signals.Publish(Cancel, jobId);
}
