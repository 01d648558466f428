using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using GpServer.Core.Parameters;

namespace GpServer.References;

/// <summary>
/// Takes the tokens out of values of inputs before they are shown: members <c>token</c> and <c>serviceToken</c> beside a <c>url</c>, and in queries of
/// URLs. Everything else stays byte by byte; attributes of features, whatever their names are, are no tokens.
/// </summary>
static partial class TokenMask
{
    // A value table whose rows came as texts, and a composite in it, is the deepest that there is.
    const int MostTexts = 3;

    static readonly string[] Features = ["features", "featureSet", "layerDefinition", "layers", "geometry", "attributes"];
    static readonly string[] Tokens = ["token", "serviceToken"];

    /// <summary>True where values of the parameter can refer to data elsewhere.</summary>
    public static bool Applies(GpParameter parameter) =>
        parameter is FeatureSetParameter or DataFileParameter or RasterParameter || parameter.Members.Any(Applies);

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> utf8) => Masked(utf8, MostTexts);

    static ReadOnlyMemory<byte> Masked(ReadOnlyMemory<byte> utf8, int texts)
    {
        try
        {
            return Json(utf8, texts);
        }
        catch (JsonException)
        {
            // No JSON: a URL, a list of them, or nothing of which anything can be said.
            return Encoding.UTF8.GetBytes(InUrl(Encoding.UTF8.GetString(utf8.Span)));
        }
    }

    static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> utf8, int texts)
    {
        var written = new ArrayBufferWriter<byte>();
        var copied = 0;
        var json = new Utf8JsonReader(utf8.Span);
        while (json.Read())
        {
            string? replacement = null;
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                if (Is(json, Features))
                {
                    json.Skip();
                    continue;
                }

                var isToken = Is(json, Tokens);
                json.Read();
                if (isToken && json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                {
                    replacement = "";
                }
            }

            if (json.TokenType == JsonTokenType.String && replacement is null)
            {
                replacement = InText(json.GetString()!, texts);
            }

            if (replacement is not null)
            {
                written.Write(utf8.Span[copied..(int)json.TokenStartIndex]);
                written.Write(JsonSerializer.SerializeToUtf8Bytes(replacement, Relaxed));
                copied = (int)json.BytesConsumed;
            }
        }

        if (copied == 0)
        {
            return utf8;
        }

        written.Write(utf8.Span[copied..]);
        return written.WrittenMemory;
    }

    static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string? InText(string text, int texts)
    {
        if (!text.Contains("token", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var isJson = text.AsSpan().TrimStart() is ['{' or '[', ..];
        var masked = isJson && texts > 0 ? Encoding.UTF8.GetString(Masked(Encoding.UTF8.GetBytes(text), texts - 1).Span) : InUrl(text);
        return masked == text ? null : masked;
    }

    public static string InUrl(string text) => UrlToken().Replace(text, "$1");

    static bool Is(Utf8JsonReader json, string[] names)
    {
        var name = json.GetString()!;
        return names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex("""([?&](?:token|serviceToken)=)[^&;#\s"]*""", RegexOptions.IgnoreCase)]
    private static partial Regex UrlToken();
}
