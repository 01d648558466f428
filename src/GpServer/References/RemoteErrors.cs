using System.Text.Json;
using GpServer.Core;

namespace GpServer.References;

/// <summary>Errors that other servers answer as JSON with HTTP status 200.</summary>
static class RemoteErrors
{
    const int Longest = 200;
    const int LargestDocument = 64 * 1024;

    /// <exception cref="GpException">The document is such an error.</exception>
    public static void Check(ReadOnlyMemory<byte> utf8, string parameter, string from)
    {
        if (utf8.Length > LargestDocument || utf8.Span.IndexOf("\"error\""u8) < 0)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            Check(document.RootElement, parameter, from);
        }
        catch (JsonException)
        {
            // Who reads it says what is wrong with it.
        }
    }

    /// <exception cref="GpException">The document is such an error.</exception>
    public static void Check(JsonElement root, string parameter, string from)
    {
        if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("features", out _)
            || !root.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var code = error.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 0;
        throw new GpException(GpError.InvalidParameter, $"{parameter}: {from} {Meaning(code, error)}.");
    }

    static string Meaning(int code, JsonElement error) => code switch
    {
        499 => "asks for a token (error 499): give one for it, {\"url\":\"…\",\"token\":\"…\"}",
        498 => "does not take the token (error 498): it is not one of it, or its time is over",
        403 => "does not let the owner of the token read this (error 403)",
        _ => $"answered error {code}{Said(error)}",
    };

    static string Said(JsonElement error)
    {
        var texts = new List<string?>();
        if (error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String)
        {
            texts.Add(message.GetString());
        }

        if (error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
        {
            texts.AddRange(details.EnumerateArray().Where(detail => detail.ValueKind == JsonValueKind.String).Select(detail => detail.GetString()));
        }

        var text = new string([.. string.Join(' ', texts.Where(part => !string.IsNullOrWhiteSpace(part)))
            .Select(character => char.IsControl(character) ? ' ' : character)]).Trim().TrimEnd('.');
        return text.Length == 0 ? "" : $": {(text.Length > Longest ? $"{text[..Longest]}…" : text)}";
    }
}
