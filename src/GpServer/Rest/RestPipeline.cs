using System.Security.Cryptography;
using GpServer.Core;
using GpServer.Hosting;
using GpServer.Http;
using GpServer.Options;
using GpServer.Rest.Answers;
using GpServer.Rest.Pages;
using GpServer.Rest.Requests;
using GpServer.Security;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GpServer.Rest;

/// <summary>
/// The way of every REST request: its parameters are read, its resource answers, and the answer is written in the form asked for.
/// Whatever
/// fails on this way becomes the protocol's error object with HTTP status 200, since clients look into the body.
/// </summary>
sealed partial class RestPipeline(
    RequestReader reader, CallerReader callers, AccessRules rules, UserRateLimit users, TemporaryFiles temporary, IOptions<GpServerOptions> options,
    ILogger<RestPipeline> logger)
{
    readonly bool _jsonp = options.Value.Rest.Jsonp;

    public async Task AnswerAsync(HttpContext http, RestResource resource)
    {
        RequestParameters? parameters = null;
        StreamedForm? form = null;
        string? callback = null;
        var format = OutputFormat.Json;
        var accept = http.Request.Headers.Accept;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var writer = new AnswerWriter(http) { AsText = resource.StreamedBytes is not null && OutputFormats.TakesNoJson(accept) };
        try
        {
            parameters = reader.ReadQuery(http.Request);
            format = OutputFormats.ForError(parameters, accept);
            CheckMethod(http.Request.Method);
            form = await StreamedAsync(http, resource, parameters);
            parameters = form?.Parameters ?? await WithFormAsync(http, parameters);
            format = OutputFormats.ForError(parameters, accept);
            format = OutputFormats.Choose(parameters, accept, resource.GeoJson, resource.Pbf, resource.Images, resource.Files);
            callback = Callback(http.Request.Method, format, parameters);
            var caller = resource.Access == RouteAccess.Open ? Caller.Anonymous : await CallerAsync(http, resource.Access, parameters, form);
            if (!caller.IsAnonymous && !users.TryTake(caller.Name, out var wait))
            {
                await AddressRateLimit.RefuseAsync(http, wait, "this user");
                return;
            }

            var request = new RestRequest(http, parameters, format, caller) { Form = form, ReadAgain = ReadAgain(http, resource, form) };
            using var answer = await resource.Handler(request);
            format = request.Format;

            // A large request does not stay in memory while its large answer is sent.
            parameters.Release();
            parameters = null;
            await writer.WriteAsync(answer, format, callback);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.ClientLeft(logger, e.GetType().Name);
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception e) when (writer.Began)
        {
            // Part of the answer may be with the client: only breaking the connection tells it that the rest is missing.
            Log.CutAnswer(logger, NewId(), e);
            http.Abort();
        }
        catch (Exception e) when (e is not BadHttpRequestException { StatusCode: not StatusCodes.Status413PayloadTooLarge })
        {
            if (form is not null && parameters is not null)
            {
                format = OutputFormats.ForError(parameters, accept);
            }

            var error = ErrorOf(e, http);
            if (SignInPage.IsWanted(error, format))
            {
                SignInPage.Redirect(http);
                return;
            }

            using EsriAnswer refusal = resource.IsAdministrative ? new AdminErrorAnswer(error) : new ErrorAnswer(error);
            await writer.WriteAsync(refusal, format, callback);
        }
        finally
        {
            parameters?.Release();
            if (form is not null)
            {
                await form.DisposeAsync();
            }
        }
    }

    /// <summary>The form of a resource that takes a file, read as far as the file; null where the request has none. The query is released with it.</summary>
    async ValueTask<StreamedForm?> StreamedAsync(HttpContext http, RestResource resource, RequestParameters query)
    {
        if (resource.StreamedBytes is not { } bytes || !HttpMethods.IsPost(http.Request.Method))
        {
            return null;
        }

        var form = await reader.OpenAsync(http.Request, bytes(http.Request.RouteValues), temporary.Folder, http.RequestAborted);
        if (form is not null)
        {
            query.Release();
        }

        return form;
    }

    /// <summary>What <see cref="RestRequest.ReadAgain"/> does for this request.</summary>
    Func<ValueTask<(Caller Caller, OutputFormat Format)>>? ReadAgain(HttpContext http, RestResource resource, StreamedForm? form) => form is null ? null
        : async () => (await CallerAsync(http, resource.Access, form.Parameters),
            OutputFormats.Choose(form.Parameters, http.Request.Headers.Accept, resource.GeoJson, resource.Pbf, resource.Images));

    async ValueTask<Caller> CallerAsync(HttpContext http, RouteAccess access, RequestParameters parameters, StreamedForm? form)
    {
        try
        {
            return await CallerAsync(http, access, parameters);
        }
        catch (GpException e) when (e.Error == GpError.TokenRequired && form is { IsAtFile: true })
        {
            // Pages of browsers add their token to the end of a form. What is kept until then is bounded as any other form is.
            await form.ReadAllAsync(http.RequestAborted);
            return await CallerAsync(http, access, parameters);
        }
    }

    /// <summary>Who makes the request, where it may be made by this caller.</summary>
    async ValueTask<Caller> CallerAsync(HttpContext http, RouteAccess access, RequestParameters parameters)
    {
        var service = ServicePath.Of(http.Request.RouteValues);
        var facts = http.Features.Get<RequestFacts>();
        facts?.Service = service ?? "";
        var caller = await callers.ReadAsync(http, parameters, http.RequestAborted);
        facts?.User = caller.Name;
        rules.Check(access, caller, service);
        return caller;
    }

    /// <summary>The query and, of a POST, the form; what was read before is released.</summary>
    async ValueTask<RequestParameters> WithFormAsync(HttpContext http, RequestParameters query)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            return query;
        }

        var both = await reader.ReadAsync(http.Request, http.RequestAborted);
        query.Release();
        return both;
    }

    static void CheckMethod(string method)
    {
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsPost(method) && !HttpMethods.IsHead(method))
        {
            throw new GpException(GpError.MethodNotAllowed, $"HTTP method {method} is not supported; expected GET or POST.");
        }
    }

    string? Callback(string method, OutputFormat format, RequestParameters parameters)
    {
        var applies = _jsonp && HttpMethods.IsGet(method) && format is OutputFormat.Json or OutputFormat.PrettyJson;
        return applies && parameters.Word("callback") is { } name ? JsonpCallback.Check(name) : null;
    }

    EsriError ErrorOf(Exception e, HttpContext http)
    {
        var error = e switch
        {
            GpException known => EsriErrors.Of(known, http.Features.Get<RequestFacts>()?.Executing),
            BadHttpRequestException => EsriErrors.Of(
                new GpException(GpError.LimitExceeded, "The body of the request is larger than this server takes."), null),
            _ => Unexpected(e),
        };
        if (http.Features.Get<RequestFacts>() is { } facts)
        {
            facts.ErrorCode = error.Code;
        }

        return error;
    }

    EsriError Unexpected(Exception e)
    {
        var id = NewId();
        Log.Unexpected(logger, id, e);
        return EsriErrors.Unexpected(id);
    }

    static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The client left before its answer ({Exception})")]
        public static partial void ClientLeft(ILogger logger, string exception);

        [LoggerMessage(2, LogLevel.Error, "Unexpected failure {ErrorId}")]
        public static partial void Unexpected(ILogger logger, string errorId, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "An answer was cut off by failure {ErrorId}")]
        public static partial void CutAnswer(ILogger logger, string errorId, Exception exception);
    }
}
