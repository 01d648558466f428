using GpServer.Core;

namespace GpServer.Rest.Answers;

/// <summary>
/// The one place where failures become codes and texts of the REST protocol. Codes 401, 403, 498 and 499 make clients ask for a sign-in, so
/// no other failure has them.
/// </summary>
static class EsriErrors
{
    const string InvalidParameters = "Invalid or missing input parameters.";
    const string Unable = "Unable to complete operation.";

    /// <param name="executing">The task that was asked to run, or null.</param>
    public static EsriError Of(GpException failure, string? executing)
    {
        var (code, message) = failure.Error switch
        {
            GpError.InvalidParameter or GpError.MissingParameter or GpError.SpatialReference => (400, InvalidParameters),
            GpError.LimitExceeded => (413, Unable),
            GpError.ServiceNotFound or GpError.NotFound or GpError.JobNotFound => (404, failure.Message),
            GpError.ServiceNotStarted => (500, failure.Message),
            GpError.MethodNotAllowed => (405, failure.Message),
            GpError.FormatNotSupported => (400, "Output format not supported."),
            GpError.Busy or GpError.QueueFull or GpError.Unavailable => (503, Unable),
            GpError.StorageFull => (507, Unable),
            GpError.TimedOut => (504, Unable),
            GpError.TokenRequired => (499, failure.Message),
            GpError.TokenInvalid => (498, failure.Message),
            GpError.Forbidden => (403, failure.Message),
            GpError.SignInRefused => (400, "Unable to generate token."),
            GpError.NoSuchItem => (404, failure.Message),
            GpError.Conflict or GpError.AlreadyExists => (409, failure.Message),
            _ => (400, Unable),
        };
        return new EsriError(code, message, message == failure.Message ? [] : Details(failure, executing));
    }

    /// <summary>A fault of the server: its text stays in the log, the caller gets the id under which it is there.</summary>
    public static EsriError Unexpected(string id) =>
        new(500, Unable, [$"The server failed unexpectedly. The failure has the id {id} in its log."]);

    static List<string> Details(GpException failure, string? executing)
    {
        List<string> details = [.. failure.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (executing is not null)
        {
            details.Add($"Failed to execute ({executing}).");
        }

        return details;
    }
}
