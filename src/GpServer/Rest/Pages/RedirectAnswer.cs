using GpServer.Rest.Answers;

namespace GpServer.Rest.Pages;

/// <summary>Sends the browser to another page of this server.</summary>
sealed class RedirectAnswer : StreamAnswer
{
    /// <param name="path">Its path below the root, encoded.</param>
    public RedirectAnswer(RestRequest request, string path)
    {
        request.SetLocation(path);
    }

    public override int StatusCode => StatusCodes.Status303SeeOther;

    // There is nothing in it.
    public override string ContentType => "text/plain;charset=utf-8";

    public override Task SendAsync(Stream body, CancellationToken stop) => Task.CompletedTask;
}
