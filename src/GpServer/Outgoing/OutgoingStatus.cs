using System.Net;
using GpServer.Core;

namespace GpServer.Outgoing;

/// <summary>What the status of an answer means to the caller.</summary>
static class OutgoingStatus
{
    /// <exception cref="OutgoingFailure">It is another than 200.</exception>
    public static void Check(HttpResponseMessage response, OutgoingUrl url, TimeProvider clock)
    {
        var status = response.StatusCode;
        if (status == HttpStatusCode.OK)
        {
            return;
        }

        var why = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "says that the caller may not read this, or that a token is missing",
            HttpStatusCode.NotFound or HttpStatusCode.Gone => "has nothing at this URL",
            HttpStatusCode.TooManyRequests => "refuses more requests for now",
            _ => "failed",
        };
        throw new OutgoingFailure(GpError.InvalidParameter, $"the host {url.Shown} {why} (HTTP status {(int)status})")
        {
            IsPassing = status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout,
            RetryAfter = RetryAfterOf(response, clock),
        };
    }

    static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider clock)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }
}
