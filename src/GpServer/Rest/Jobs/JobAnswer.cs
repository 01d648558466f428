using GpServer.Catalog;
using GpServer.Core.Jobs;
using GpServer.Core.Json;
using GpServer.Core.Tools;
using GpServer.Jobs;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Jobs;

/// <summary>The job resource: what clients poll.</summary>
/// <param name="messages">All messages, or null where none are wanted.</param>
/// <param name="position">Where the job waits, and how far positions are counted; null when it does not wait.</param>
sealed class JobAnswer(JobPath path, IReadOnlyList<JobMessage>? messages, MessageLevel level, JobPosition? position) : EsriAnswer
{
    static readonly ToolProgress Executing = new("Executing...", null);

    readonly Job _job = path.Job;

    public override bool IsDocument => true;

    // The version grows with whatever the answer shows but the position, which others change.
    public override string Tag => FormattableString.Invariant(
        $"{_job.Id}-{_job.Version}-{position?.Number ?? 0}-{(messages is null ? MessageLevel.None : level)}");

    public override ValueTask WriteAsync(AnswerOutput output)
    {
        var json = output.Json;
        json.StartObject();
        WriteStatus(json, _job);
        WriteProgress(json);
        if (_job.HasEnded)
        {
            var succeeded = _job.Status == JobStatus.Succeeded;
            WriteUrls(json, "results"u8, "results", succeeded ? path.Tool.Definition.Outputs.Select(output => output.Name) : []);
            WriteUrls(json, "inputs"u8, "inputs", succeeded ? path.Tool.Definition.Inputs.Select(input => input.Name) : []);
        }

        if (messages is not null)
        {
            MessageJson.Write(json, messages.Select(message => (message.Type, message.Description)), level);
        }

        json.EndObject();
        return ValueTask.CompletedTask;
    }

    public static void WriteStatus(JsonOutput json, Job job)
    {
        json.Member("jobId"u8, job.Id);
        json.Member("jobStatus"u8, StatusOf(job));
    }

    public static string StatusOf(Job job) => $"esriJob{job.Status}";

    /// <summary>How far the job is, or null when it has ended or is to end.</summary>
    public static ToolProgress? ProgressOf(Job job, JobPosition? position) => job.Status switch
    {
        JobStatus.Executing => job.Progress ?? Executing,
        JobStatus.Submitted or JobStatus.Waiting when position is { } place => new ToolProgress(place.Text, null),
        _ => null,
    };

    public static void WriteProgress(JsonOutput json, ToolProgress progress)
    {
        json.Member("type"u8, progress.Percent is null ? "default"u8 : "step"u8);
        json.Member("message"u8, progress.Message);
        if (progress.Percent is { } percent)
        {
            json.Member("percent"u8, percent);
        }
    }

    void WriteProgress(JsonOutput json)
    {
        if (ProgressOf(_job, position) is { } progress)
        {
            json.StartObject("progress"u8);
            WriteProgress(json, progress);
            json.EndObject();
        }
    }

    static void WriteUrls(JsonOutput json, ReadOnlySpan<byte> member, string folder, IEnumerable<string> names)
    {
        json.StartObject(member);
        foreach (var name in names)
        {
            json.Name(name);
            json.StartObject();
            json.Member("paramUrl"u8, $"{folder}/{name}");
            json.EndObject();
        }

        json.EndObject();
    }
}
