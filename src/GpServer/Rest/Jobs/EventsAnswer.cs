using System.Buffers;
using System.Globalization;
using System.Text;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Core.Json;
using GpServer.Core.Tools;
using GpServer.Jobs;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Jobs;

/// <summary>
/// A job's life as server-sent events. Each carries the number of the last message sent as its id, so a client that connects again gets what
/// it has missed. The last event is that of the status in which the job ended; browsers connect again after it by themselves, and are told by
/// status 204 that nothing follows.
/// </summary>
/// <param name="lastEvent">The id of the last event that the client has, or null.</param>
/// <param name="serverStops">Ends the stream: the client connects again, to another node where there is one.</param>
sealed class EventsAnswer(JobPath path, IJobReader reader, string? lastEvent, Action closed, CancellationToken serverStops) : StreamAnswer
{
    const string End = "end";

    // Proxies close connections on which nothing comes for a minute.
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly ArrayBufferWriter<byte> _events = new();
    int _said = int.TryParse(lastEvent, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    JobStatus? _status;
    ToolProgress? _progress;

    public override string ContentType => "text/event-stream;charset=utf-8";

    public override int StatusCode => lastEvent == End ? StatusCodes.Status204NoContent : StatusCodes.Status200OK;

    public override async Task SendAsync(Stream body, CancellationToken stop)
    {
        if (lastEvent == End)
        {
            return;
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, serverStops);
        var quietSince = TimeProvider.System.GetTimestamp();
        try
        {
            var job = path.Job;
            while (job is not null)
            {
                var added = await TryAddAsync(job, both.Token);
                if (_events.WrittenCount == 0 && TimeProvider.System.GetElapsedTime(quietSince) > Silence)
                {
                    _events.Write(":\n\n"u8);
                }

                if (_events.WrittenCount > 0)
                {
                    await body.WriteAsync(_events.WrittenMemory, stop);
                    await body.FlushAsync(stop);
                    _events.ResetWrittenCount();
                    quietSince = TimeProvider.System.GetTimestamp();
                }

                job = added ? await NextAsync(job, both.Token) : await AgainAsync(job, both.Token);
            }
        }
        catch (OperationCanceledException) when (serverStops.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // What was sent is whole; the client asks for the rest elsewhere.
        }
    }

    protected override void Free() => closed();

    /// <summary>The job when it may have changed; null after its end, or when it is gone.</summary>
    async Task<Job?> NextAsync(Job job, CancellationToken stop)
    {
        if (job.HasEnded)
        {
            return null;
        }

        try
        {
            await reader.WaitForChangeAsync(job.Id, job.Version, stop);
            return await reader.GetAsync(job.Id, stop);
        }
        catch (GpException e) when (e.Error == GpError.Unavailable)
        {
            return await AgainAsync(job, stop);
        }
    }

    // A browser that gets an error for its stream does not connect again, so the stream outlives a database that is away.
    static async Task<Job> AgainAsync(Job job, CancellationToken stop)
    {
        await Task.Delay(Pause, stop);
        return job;
    }

    /// <summary>Adds what is new; false when the database was away before all of it could be read.</summary>
    async ValueTask<bool> TryAddAsync(Job job, CancellationToken stop)
    {
        try
        {
            await AddAsync(job, stop);
            return true;
        }
        catch (GpException e) when (e.Error == GpError.Unavailable)
        {
            return false;
        }
    }

    async ValueTask AddAsync(Job job, CancellationToken stop)
    {
        foreach (var message in await reader.MessagesAsync(job, _said, stop))
        {
            _said = message.Number;
            if (MessageJson.IsShown(message.Type, path.Service.ShowMessages))
            {
                Add("message", json => MessageJson.Write(json, message.Type, message.Description));
            }
        }

        var progress = JobAnswer.ProgressOf(job, await reader.PlaceOf(job, stop));
        if (progress is not null && progress != _progress)
        {
            Add("progress", json =>
            {
                json.StartObject();
                JobAnswer.WriteProgress(json, progress);
                json.EndObject();
            });
        }

        _progress = progress;
        if (job.Status != _status)
        {
            _status = job.Status;
            Add("status", json =>
            {
                json.StartObject();
                JobAnswer.WriteStatus(json, job);
                json.EndObject();
            }, job.HasEnded ? End : null);
        }
    }

    // JSON has no line breaks outside of its strings, where they are escaped: the data is one line.
    void Add(string name, Action<JsonOutput> write, string? id = null)
    {
        _events.Write(Encoding.ASCII.GetBytes($"event: {name}\nid: {id ?? _said.ToString(CultureInfo.InvariantCulture)}\ndata: "));
        var json = new JsonOutput(_events);
        write(json);
        json.Flush();
        _events.Write("\n\n"u8);
    }
}
