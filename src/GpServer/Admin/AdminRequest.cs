using System.Globalization;
using GpServer.Core;
using GpServer.Rest;

namespace GpServer.Admin;

/// <summary>What the resources of administrators ask of a request.</summary>
static class AdminRequest
{
    /// <summary>Lets through what may change something: a POST alone, since addresses can be put behind links and pictures.</summary>
    /// <exception cref="GpException">The request is another one.</exception>
    public static void CheckIsPost(this RestRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            throw new GpException(GpError.MethodNotAllowed, $"HTTP method {request.Method} is not supported here; expected POST.");
        }
    }

    /// <summary>A text of the form, or null where none is given.</summary>
    /// <exception cref="GpException">It is longer than <paramref name="longest"/> bytes.</exception>
    public static string? Text(this RestRequest request, string name, int longest = 1_000)
    {
        if (request.Parameters.Find(name) is not { } text)
        {
            return null;
        }

        return text.Utf8.Length <= longest
            ? System.Text.Encoding.UTF8.GetString(text.Utf8.Span)
            : throw new GpException(GpError.LimitExceeded, $"{name}: the value has {text.Utf8.Length} bytes; at most {longest} are read.");
    }

    /// <exception cref="GpException">It is missing, or too long.</exception>
    public static string Required(this RestRequest request, string name, int longest = 1_000) =>
        request.Text(name, longest) ?? throw new GpException(GpError.MissingParameter, $"{name}: Value is required");

    /// <summary>A whole number of the form; <paramref name="otherwise"/> where none is given.</summary>
    /// <exception cref="GpException">It is no number, or outside the bounds.</exception>
    public static int Number(this RestRequest request, string name, int otherwise, int least, int most)
    {
        if (request.Parameters.Word(name) is not { } word)
        {
            return otherwise;
        }

        return int.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new GpException(GpError.InvalidParameter,
                $"{name}: '{request.Parameters.Find(name)!.Value.Excerpt()}' is not valid; expected a whole number from {least} to {most}.");
    }

    /// <summary>The texts of a comma-separated list, without blanks around them; empty where none is given.</summary>
    public static IReadOnlyList<string> List(this RestRequest request, string name, int longest = 100_000) =>
        request.Text(name, longest)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
