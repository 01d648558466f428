using System.Text.Json;
using GpServer.Core;
using GpServer.Outgoing;

namespace GpServer.References;

/// <summary>Fetches what is at a URL of another server: into a file of the run, or as a small document.</summary>
sealed class RemoteFiles(OutgoingClient client)
{
    const int BufferBytes = 1 << 16;

    public async ValueTask<FetchedFile> DownloadAsync(RunInputs run, OutgoingRequest request, CancellationToken stop)
    {
        var lastPart = Uri.UnescapeDataString(request.Url.Uri.AbsolutePath[(request.Url.Uri.AbsolutePath.LastIndexOf('/') + 1)..]);
        return await client.FetchAsync(request, async (answer, token) =>
        {
            var name = answer.FileName ?? lastPart;
            var path = run.Folder.NewFile(name);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
            await answer.Body.CopyToAsync(file, BufferBytes, token);
            return new FetchedFile(path, name, answer.MediaType, $"the host {answer.Url.Shown}");
        }, stop);
    }

    /// <summary>A JSON document, and where it came from in the end.</summary>
    /// <param name="mostBytes">How large it may be: all of it is held in memory, and others make it.</param>
    public ValueTask<(JsonDocument Document, OutgoingUrl Url)> ReadJsonAsync(OutgoingRequest request, long mostBytes, CancellationToken stop) =>
        client.FetchAsync(request with { MostBytes = mostBytes }, async (answer, token) =>
        {
            try
            {
                return (await JsonDocument.ParseAsync(answer.Body, default, token), answer.Url);
            }
            catch (JsonException e)
            {
                throw new OutgoingFailure(GpError.InvalidParameter,
                    $"the host {answer.Url.Shown} answered no JSON; expected a layer or table of a feature or map service", e);
            }
        }, stop);
}
