using GpServer.Core.Features;
using GpServer.Core.Tools;
using GpServer.Core.Values;

namespace GpServer.Core.Jobs;

/// <summary>One run of one stored job, as the code that runs it sees it. Messages and progress may come from several threads.</summary>
public interface IJobRun
{
    /// <summary>The job's id: <c>j</c> and 32 hexadecimal digits.</summary>
    string JobId { get; }

    /// <summary>The service's name with its folder.</summary>
    string Service { get; }

    string Task { get; }

    /// <summary>Who submitted the job; empty for an anonymous caller.</summary>
    string User { get; }

    /// <summary>Which run of the job this is, counted from 1.</summary>
    int Run { get; }

    /// <summary>The text of a request parameter as it was submitted, UTF-8, or null where none was. Valid until the run ends.</summary>
    ReadOnlyMemory<byte>? Input(string name);

    /// <summary>Appends a message to the job. Stored with the next heartbeat at the latest.</summary>
    void Say(ToolMessage message);

    /// <summary>Publishes how far the run is. Only the latest is kept.</summary>
    void Report(ToolProgress progress);

    /// <summary>Stores an output that is not a set of features as the JSON of its value. Seen by others when the job has succeeded.</summary>
    /// <exception cref="GpException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The job is no longer this run's.</exception>
    void Store(string output, ReadOnlyMemory<byte> json);

    /// <summary>Stores an output of features in chunks while they are read. Seen by others when the job has succeeded.</summary>
    /// <exception cref="GpException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The job is no longer this run's.</exception>
    void Store(string output, FeatureSet features);

    /// <summary>
    /// Stores a file that the run made, under its name; once, however often it is given. Fetched by others when the job has succeeded. The
    /// outputs that have it are stored as the JSON of their values.
    /// </summary>
    /// <exception cref="GpException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The job is no longer this run's.</exception>
    void Store(DataFile file);

    /// <summary>
    /// Stores features as a layer of a hosted service in place of a result. Seen by others when the job has succeeded: all layers of one service
    /// at once, and never otherwise.
    /// </summary>
    /// <exception cref="GpException">The store cannot be written, or there is more than a job may store.</exception>
    /// <exception cref="OperationCanceledException">The job is no longer this run's.</exception>
    void Store(HostedOutput output);
}
