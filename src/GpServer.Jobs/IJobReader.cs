using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Storage.Features;

namespace GpServer.Jobs;

/// <summary>
/// Reads jobs, their messages and their values. Asking for a job counts as an access, which keeps it. A job may be up to half a second old
/// where another node runs it; what this node changed is always seen.
/// </summary>
public interface IJobReader
{
    /// <summary>The job, or null when there is none: never was, or deleted after its retention. A malformed id is none.</summary>
    ValueTask<Job?> GetAsync(string jobId, CancellationToken stop);

    /// <summary>True where a job of the request id of this submit is there, so that submitting again answers that job.</summary>
    ValueTask<bool> HasRequestAsync(SubmitJob submit, CancellationToken stop);

    /// <summary>
    /// The job's messages with numbers above <paramref name="after"/>, in their order, up to the count that the job says.
    /// </summary>
    ValueTask<IReadOnlyList<JobMessage>> MessagesAsync(Job job, int after, CancellationToken stop);

    /// <summary>
    /// Jobs of the service that run before this one, counted up to <see cref="MaxPosition"/>; null when the job does not wait.
    /// </summary>
    ValueTask<int?> PositionAsync(Job job, CancellationToken stop);

    /// <summary>How far <see cref="PositionAsync"/> counts.</summary>
    int MaxPosition { get; }

    /// <summary>The inputs, or the results or files of a job that has succeeded, in the order of their names.</summary>
    ValueTask<IReadOnlyList<JobValue>> ValuesAsync(Job job, JobValueKind kind, CancellationToken stop);

    /// <summary>A value's text, or null when there is none of this name.</summary>
    ValueTask<ReadOnlyMemory<byte>?> TextAsync(Job job, JobValueKind kind, string name, CancellationToken stop);

    /// <summary>Writes a value's text without holding it whole.</summary>
    /// <returns>False when there is none of this name; then nothing was written.</returns>
    ValueTask<bool> CopyTextAsync(Job job, JobValueKind kind, string name, Stream target, CancellationToken stop);

    /// <summary>
    /// A result of features, read chunk by chunk while it is enumerated, any number of times; null when there is none of this name. Reading
    /// blocks the thread that enumerates.
    /// </summary>
    /// <param name="selection">Only chunks that can have what it wants are read; null reads all.</param>
    ValueTask<FeatureSet?> FeaturesAsync(Job job, string name, FeatureSelection? selection, CancellationToken stop);

    /// <summary>
    /// A result of features as a layer that can be searched; null when there is none of this name. Its index is built when it is searched for the
    /// first time, and kept in memory with those of other layers. Searching and reading block the thread.
    /// </summary>
    ValueTask<IFeatureLayer?> LayerAsync(Job job, string name, CancellationToken stop);

    /// <summary>
    /// A file that the job made, by its name, or null when there is none of this name. The stream can be read from any place and reads only
    /// the pieces that it touches, one at a time.
    /// </summary>
    ValueTask<Stream?> FileAsync(Job job, string name, CancellationToken stop);

    /// <summary>Completes when the job may have changed since <paramref name="version"/>, after half a second at the latest.</summary>
    Task WaitForChangeAsync(string jobId, int version, CancellationToken stop);
}
