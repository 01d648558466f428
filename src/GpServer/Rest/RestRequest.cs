using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Http;
using GpServer.Rest.Requests;
using GpServer.Security;
using GpServer.Wire.Files;

namespace GpServer.Rest;

/// <summary>A request to a REST resource, read: what it asks for, and in which form.</summary>
sealed class RestRequest(HttpContext http, RequestParameters parameters, OutputFormat format, Caller caller)
{
    public RequestParameters Parameters => parameters;

    public OutputFormat Format { get; private set; } = format;

    /// <summary>Who writes the file that is asked for; null where none is.</summary>
    public FeatureFileWriter? FileWriter => Format == OutputFormat.File ? OutputFormats.FindFile(parameters.Word("f")) : null;

    /// <summary>Who makes the request.</summary>
    public Caller Caller { get; private set; } = caller;

    /// <summary>The form of a resource that takes a file, as far as it has been read; null where the request has no such form.</summary>
    public StreamedForm? Form { get; init; }

    /// <summary>Says who makes the request and which form of answer it wants, by what has been read of it.</summary>
    public Func<ValueTask<(Caller Caller, OutputFormat Format)>>? ReadAgain { get; init; }

    /// <summary>From where, as far as it is known.</summary>
    public string Address => CallerReader.AddressOf(http);

    public string Method => http.Request.Method;

    /// <summary>Stops when the client goes away.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The id of the last event that a client which connects again has seen, or null.</summary>
    public string? LastEvent => http.Request.Headers["Last-Event-ID"];

    /// <summary>A part of the path, decoded once; empty where the resource's path has none of this name.</summary>
    public string Path(string part) => http.Request.RouteValues[part] as string ?? "";

    /// <summary>Lets through what may change something; HEAD must not, nor a request that any page may have caused.</summary>
    /// <exception cref="GpException">The request is one of these.</exception>
    public void CheckMayChange()
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            throw new GpException(GpError.MethodNotAllowed, "HTTP method HEAD is not supported here; expected GET or POST.");
        }

        if (Caller.MayOnlyRead)
        {
            throw new GpException(GpError.Forbidden, "The request does not say that it comes from a page of this server, so its cookie changes nothing.");
        }
    }

    /// <summary>Reads what follows the file of the form. The caller's token may be there.</summary>
    /// <exception cref="GpException">It is not a form, or the caller may not do this.</exception>
    public async ValueTask FinishFormAsync()
    {
        if (Form is not null && ReadAgain is not null)
        {
            await Form.FinishAsync(Aborted);
            (Caller, Format) = await ReadAgain();
        }
    }

    /// <summary>
    /// Does a check that may refuse a caller who has not signed in. Where the file of the form has not been read yet, the token may follow it: then
    /// the check is done again with all of the form.
    /// </summary>
    public async ValueTask<T> CheckAsync<T>(Func<ValueTask<T>> check)
    {
        try
        {
            return await check();
        }
        catch (GpException e) when (e.Error == GpError.TokenRequired && Form is { IsAtFile: true } && ReadAgain is not null)
        {
            await Form.ReadAllAsync(Aborted);
            (Caller, Format) = await ReadAgain();
            return await check();
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

    /// <summary>True for a request that no page of another origin has caused.</summary>
    public bool IsOwn => CallerReader.IsOwn(http.Request);

    /// <summary>Gives the browser a cookie that it shows to this server alone and to no script. One whose time is over is
    /// forgotten.</summary>
    public void SetCookie(string name, string value, DateTimeOffset expires) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Expires = expires,
        Path = http.Request.PathBase.HasValue ? http.Request.PathBase.ToUriComponent() : "/",
    });

    /// <summary>Names the page that the client is to go to.</summary>
    /// <param name="path">A path below the root, encoded.</param>
    public void SetLocation(string path) => http.Response.Headers.Location = $"{http.Request.PathBase.ToUriComponent()}{path}";

    /// <summary>Who makes the request, where its route lets everyone through without looking.</summary>
    public ValueTask<Caller> CallerAsync(CallerReader callers) => callers.ReadAsync(http, parameters, http.RequestAborted);

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
