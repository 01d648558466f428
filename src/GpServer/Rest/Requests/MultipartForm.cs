using GpServer.Core;
using GpServer.Options;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GpServer.Rest.Requests;

/// <summary>
/// Reads a form in parts. A part with a file name is a value like any other: clients send a parameter that is a file in memory so.
/// </summary>
static class MultipartForm
{
    public const int PieceBytes = 16 * 1024;

    const int LongestBoundary = 200;

    /// <exception cref="GpException">The body is not such a form, or larger than the limits.</exception>
    public static async ValueTask ReadAsync(
        Stream body, string? boundary, RequestFields fields, LimitOptions limits, CancellationToken stop)
    {
        var reader = ReaderOf(body, boundary);
        try
        {
            var total = 0L;
            while (await reader.ReadNextSectionAsync(stop) is { } part)
            {
                fields.BeginValue(NameOf(part, limits));
                total = await ReadValueAsync(part.Body, fields, total, limits, stop);
                fields.EndValue();
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed(e.Message, e);
        }
    }

    /// <exception cref="GpException">There is no boundary that can be one.</exception>
    public static MultipartReader ReaderOf(Stream body, string? boundary) => !string.IsNullOrEmpty(boundary) && boundary.Length <= LongestBoundary
        ? new MultipartReader(boundary, body)
        : throw Malformed($"Content-Type: expected a boundary of 1 to {LongestBoundary} characters");

    static async ValueTask<long> ReadValueAsync(
        Stream part, RequestFields fields, long total, LimitOptions limits, CancellationToken stop)
    {
        var piece = new byte[PieceBytes];
        while (await part.ReadAsync(piece, stop) is var read and > 0)
        {
            total += read;
            if (total > limits.RequestBytes)
            {
                throw new GpException(GpError.LimitExceeded,
                    $"The body of the request is larger than {limits.RequestBytes} bytes, the limit of this server.");
            }

            fields.Append(piece.AsSpan(0, read));
        }

        return total;
    }

    static string NameOf(MultipartSection part, LimitOptions limits) => NameOf(DispositionOf(part), limits);

    public static ContentDispositionHeaderValue DispositionOf(MultipartSection part) =>
        ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            ? disposition
            : throw Malformed("a part has no Content-Disposition");

    public static string NameOf(ContentDispositionHeaderValue disposition, LimitOptions limits)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        return name.Length is > 0 && name.Length <= limits.FieldNameBytes
            ? name
            : throw Malformed($"the name of a part has {name.Length} characters; expected 1 to {limits.FieldNameBytes}");
    }

    public static GpException Malformed(string what, Exception? cause = null) =>
        new(GpError.InvalidParameter, $"The body is not multipart/form-data: {what}.", cause);
}
