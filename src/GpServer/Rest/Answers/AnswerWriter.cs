using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using GpServer.Core.Json;
using GpServer.Http;
using Microsoft.Net.Http.Headers;

namespace GpServer.Rest.Answers;

/// <summary>Writes an answer in the form asked for: JSON, indented JSON, a page, or a script that calls a function with it.</summary>
sealed class AnswerWriter(HttpContext http)
{
    /// <summary>Says that JSON is plain text, for browsers that show it in a frame.</summary>
    public bool AsText { get; init; }

    /// <summary>True once bytes of an answer may be on their way, so that it cannot be replaced by another.</summary>
    public bool Began { get; private set; }

    public async ValueTask WriteAsync(EsriAnswer answer, OutputFormat format, string? callback)
    {
        SetHeaders(answer, format, callback);
        if (answer.Tag is { } known && IsKnown($"{known}-{format}"))
        {
            return;
        }

        if (answer is StreamAnswer stream)
        {
            Began = true;
            http.Response.StatusCode = stream.StatusCode;
            if (!HttpMethods.IsHead(http.Request.Method))
            {
                await stream.SendAsync(http.Response.Body, http.RequestAborted);
            }

            return;
        }

        var written = new ArrayBufferWriter<byte>(4096);
        await WriteAsync(answer, format, callback, written);
        if (answer.IsDocument)
        {
            await SendAsync(answer, written.WrittenMemory);
            return;
        }

        Began = true;
        await http.Response.BodyWriter.WriteAsync(written.WrittenMemory, http.RequestAborted);
    }

    async ValueTask WriteAsync(EsriAnswer answer, OutputFormat format, string? callback, ArrayBufferWriter<byte> target)
    {
        if (callback is not null)
        {
            target.Write(Encoding.ASCII.GetBytes($"{callback}("));
        }
        else if (format == OutputFormat.Html)
        {
            HtmlPage.Begin(target, http.Request.Path.ToUriComponent());
        }

        var json = new JsonOutput(
            format == OutputFormat.Html ? new HtmlEscapingWriter(target) : target,
            indented: format is OutputFormat.PrettyJson or OutputFormat.Html,
            escapeForScript: callback is not null);
        await answer.WriteAsync(new AnswerOutput(json, target, http.Response.BodyWriter, () => Began = true, http.RequestAborted));
        json.Flush();
        if (http.Features.Get<RequestFacts>() is { } facts)
        {
            facts.BytesWritten = json.BytesWritten;
        }

        if (callback is not null)
        {
            target.Write(");"u8);
        }
        else if (format == OutputFormat.Html)
        {
            HtmlPage.End(target);
        }
    }

    /// <summary>Sends a document, or only that the client's copy of it is still right.</summary>
    async ValueTask SendAsync(EsriAnswer answer, ReadOnlyMemory<byte> document)
    {
        if (answer.Tag is null && IsKnown(Convert.ToHexStringLower(SHA256.HashData(document.Span).AsSpan(0, 16))))
        {
            return;
        }

        http.Response.ContentLength = document.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(document, http.RequestAborted);
        }
    }

    /// <summary>Tags the answer; true when the client has this one already, which it is told.</summary>
    bool IsKnown(string text)
    {
        // Weak, since the same document is also sent compressed.
        var tag = new EntityTagHeaderValue($"\"{text}\"", isWeak: true);
        http.Response.GetTypedHeaders().ETag = tag;
        var asksForChange = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!asksForChange || !http.Request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    void SetHeaders(EsriAnswer answer, OutputFormat format, string? callback)
    {
        var headers = http.Response.Headers;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "private, no-cache";
        }

        if (answer is StreamAnswer stream)
        {
            // Said to be a page, what a tool says would be taken for markup.
            headers.ContentType = answer.ContentType;
            headers.ContentSecurityPolicy = answer.ContentSecurityPolicy;
            headers.ContentLength = stream.Length;
            if (stream.FileName is { } name)
            {
                var disposition = new ContentDispositionHeaderValue("attachment");
                disposition.SetHttpFileName(name);
                headers.ContentDisposition = disposition.ToString();
            }

            return;
        }

        headers.ContentType = (format, callback) switch
        {
            (_, not null) => "application/javascript;charset=utf-8",
            (OutputFormat.Html, _) => "text/html;charset=utf-8",
            _ when AsText => "text/plain;charset=utf-8",
            _ => answer.ContentType,
        };
        if (format == OutputFormat.Html)
        {
            headers.ContentSecurityPolicy = HtmlPage.ContentSecurityPolicy;
        }
    }
}
