using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Http;
using GpServer.Rest.Requests;

namespace GpServer.Rest;

/// <summary>A request to a REST resource, read: what it asks for, and in which form.</summary>
sealed class RestRequest(HttpContext http, RequestParameters parameters, OutputFormat format)
{
    public RequestParameters Parameters => parameters;

    public OutputFormat Format => format;

    /// <summary>Stops when the client goes away.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The id of the last event that a client which connects again has seen, or null.</summary>
    public string? LastEvent => http.Request.Headers["Last-Event-ID"];

    /// <summary>A part of the path, decoded once; empty where the resource's path has none of this name.</summary>
    public string Path(string part) => http.Request.RouteValues[part] as string ?? "";

    /// <summary>Lets through what may change something; HEAD must not.</summary>
    /// <exception cref="GpException">The request is one of HEAD.</exception>
    public void CheckMayChange()
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            throw new GpException(GpError.MethodNotAllowed, "HTTP method HEAD is not supported here; expected GET or POST.");
        }
    }

    /// <summary>From here on, a failure is one of running this task.</summary>
    public void Executing(string task)
    {
        if (http.Features.Get<RequestFacts>() is { } facts)
        {
            facts.Executing = task;
        }
    }

    /// <summary>The absolute URL of a path below the root that the client used.</summary>
    public string Url(string path)
    {
        var request = http.Request;
        var host = request.Host.HasValue ? request.Host.ToUriComponent() : $"localhost:{http.Connection.LocalPort}";
        return $"{request.Scheme}://{host}{request.PathBase.ToUriComponent()}{new PathString(path).ToUriComponent()}";
    }

    /// <summary>How the request wants values to be written.</summary>
    /// <param name="fileUrl">The URL of a file that a job made, by the file's name; null where no value can have one.</param>
    public ValueWriting Writing(IFeatureWriter features, Func<string, string>? fileUrl = null) => new()
    {
        Features = features,
        GeoJson = Format == OutputFormat.GeoJson,
        ReturnZ = Parameters.Flag("returnZ"),
        ReturnM = Parameters.Flag("returnM"),
        ReturnFeatureCollection = Parameters.Flag("returnFeatureCollection"),
        ReturnColumnName = Parameters.Flag("returnColumnName"),
        FileUrl = fileUrl,
    };
}
