using System.Buffers;
using System.Text;
using GpServer.Core;
using GpServer.Http;
using GpServer.Options;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace GpServer.Rest.Requests;

/// <summary>
/// Reads the parameters of a request from its query and, where it is a POST, from its form. The body is decoded as it arrives: neither it
/// nor its text is held beside the decoded fields.
/// </summary>
sealed class RequestReader(RequestMemory memory, CurrentLimits limits)
{
    static readonly string[] FormTypes = ["", "application/x-www-form-urlencoded", "text/plain", "application/octet-stream"];

    /// <summary>The query alone: what is known of a request whose body is not read.</summary>
    public RequestParameters ReadQuery(HttpRequest request)
    {
        var buffer = new RequestBuffer(memory: null);
        try
        {
            return new RequestParameters(buffer, ReadQuery(request, buffer), []);
        }
        catch
        {
            buffer.Release();
            throw;
        }
    }

    /// <summary>
    /// Reads the query, and a form in parts as far as its file; null where the body is another form, of which nothing is read.
    /// </summary>
    /// <param name="mostBytes">Bytes that the whole body may have.</param>
    /// <param name="temporaryDirectory">Where a file waits that cannot be read as it comes.</param>
    /// <exception cref="GpException">The body is larger, or is no such form.</exception>
    public async ValueTask<StreamedForm?> OpenAsync(HttpRequest request, long mostBytes, string temporaryDirectory, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (request.ContentLength > mostBytes)
        {
            throw new GpException(GpError.LimitExceeded,
                $"The body of the request has {request.ContentLength} bytes; at most {mostBytes} are read here.");
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = mostBytes;
        }

        var buffer = new RequestBuffer(memory);
        try
        {
            var fields = new RequestFields(buffer, limits.Now);
            var query = ReadQuery(request, buffer);
            var form = new StreamedForm(request.Body, HeaderUtilities.RemoveQuotes(type.Boundary).Value, fields, query, limits.Now, temporaryDirectory);
            await form.OpenAsync(stop);
            return form;
        }
        catch
        {
            buffer.Release();
            throw;
        }
    }

    /// <exception cref="GpException">The request is larger than the limits, or its body is not a form.</exception>
    public async ValueTask<RequestParameters> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        var buffer = new RequestBuffer(memory, (request.QueryString.Value?.Length ?? 0) + (request.ContentLength ?? 0));
        try
        {
            var query = ReadQuery(request, buffer);
            var form = HttpMethods.IsPost(request.Method) ? await ReadFormAsync(request, buffer, stop) : [];
            return new RequestParameters(buffer, query, form);
        }
        catch (Exception e) when (e is InvalidDataException || (e is InvalidOperationException && CameCompressed(request)))
        {
            buffer.Release();
            throw new GpException(GpError.InvalidParameter, $"The body is not compressed as its Content-Encoding says: {e.Message}", e);
        }
        catch (IOException e) when (e.InnerException is OverflowException)
        {
            // The one fault in a chunked body for which the server has another exception than for all others.
            buffer.Release();
            throw new BadHttpRequestException("The length of a chunk is not a number that can be.", e);
        }
        catch
        {
            buffer.Release();
            throw;
        }
    }

    IReadOnlyList<RequestField> ReadQuery(HttpRequest request, RequestBuffer buffer)
    {
        if (!request.QueryString.HasValue)
        {
            return [];
        }

        var fields = new RequestFields(buffer, limits.Now);
        var decoder = new FormDecoder(fields);
        decoder.Feed(Encoding.UTF8.GetBytes(request.QueryString.Value!).AsSpan(1));
        decoder.End();
        return fields.Fields;
    }

    async ValueTask<IReadOnlyList<RequestField>> ReadFormAsync(HttpRequest request, RequestBuffer buffer, CancellationToken stop)
    {
        if (request.ContentLength == 0)
        {
            return [];
        }

        if (request.ContentLength > limits.Now.RequestBytes)
        {
            throw TooLarge();
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding
            && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new GpException(GpError.InvalidParameter,
                $"Content-Encoding: '{encoding}' is not supported; expected gzip, br, deflate or none.");
        }

        var fields = new RequestFields(buffer, limits.Now);
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        var name = type?.MediaType.Value ?? "";
        if (name.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            await MultipartForm.ReadAsync(request.Body, HeaderUtilities.RemoveQuotes(type!.Boundary).Value, fields, limits.Now, stop);
        }
        else if (FormTypes.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            await ReadUrlEncodedAsync(request, fields, stop);
        }
        else
        {
            throw new GpException(GpError.InvalidParameter,
                $"Content-Type: '{name}' is not supported; expected application/x-www-form-urlencoded or multipart/form-data.");
        }

        return fields.Fields;
    }

    async ValueTask ReadUrlEncodedAsync(HttpRequest request, RequestFields fields, CancellationToken stop)
    {
        var decoder = new FormDecoder(fields);
        var body = request.BodyReader;
        var total = 0L;
        while (true)
        {
            var read = await body.ReadAsync(stop);
            try
            {
                total += read.Buffer.Length;
                if (total > limits.Now.RequestBytes)
                {
                    throw TooLarge();
                }

                Feed(decoder, read.Buffer);
            }
            finally
            {
                // Also of a body that is refused: the server reads the rest of it, and fails where a piece is still out.
                body.AdvanceTo(read.Buffer.End);
            }

            if (read.IsCompleted)
            {
                decoder.End();
                return;
            }
        }
    }

    /// <summary>
    /// True for a body that was compressed, of which the header tells nothing any more. An invalid operation on it is a fault in what came:
    /// so says the reader of Brotli.
    /// </summary>
    static bool CameCompressed(HttpRequest request) => request.HttpContext.Features.Get<RequestFacts>() is { IsCompressed: true };

    static void Feed(FormDecoder decoder, ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            decoder.Feed(segment.Span);
        }
    }

    GpException TooLarge() => new(GpError.LimitExceeded,
        $"The body of the request is larger than {limits.Now.RequestBytes} bytes, the limit of this server.");
}
