using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using GpServer.Core.Json;
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
    static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\uFEFF'];

    /// <summary>True where values of the parameter can refer to data elsewhere.</summary>
    public static bool Applies(GpParameter parameter) =>
        parameter is FeatureSetParameter or DataFileParameter or RasterParameter || parameter.Members.Any(Applies);

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> utf8) => Masked(utf8, MostTexts);

    static ReadOnlyMemory<byte> Masked(ReadOnlyMemory<byte> utf8, int texts)
    {
        try
        {
            // As lenient as what reads the values: a token that was understood must be found here too.
            var json = new JsonScanner(utf8.Span);
            if (json.Peek() is JsonKind.Object or JsonKind.Array or JsonKind.String)
            {
                var masked = new Masking(utf8, texts);
                masked.Pass(ref json, isToken: false);
                json.ExpectEnd();
                return masked.End();
            }
        }
        catch (JsonFormatException)
        {
            // A URL, a list of them, or nothing of which anything can be said.
        }

        return Encoding.UTF8.GetBytes(Unread(Encoding.UTF8.GetString(utf8.Span)));
    }

    /// <summary>
    /// What can be shown of a text that is no JSON: URLs without their tokens. Where it may be a structure with a fault, nothing from a
    /// token on, nor from an escape that may hide one.
    /// </summary>
    static string Unread(string text)
    {
        var masked = InUrl(text);
        if (!masked.AsSpan().ContainsAny('{', '[') && masked.AsSpan().TrimStart(Blanks) is not ['"' or '\'', ..])
        {
            return masked;
        }

        var end = masked.IndexOf("token", StringComparison.OrdinalIgnoreCase);
        end = end < 0 ? masked.Length : end;
        end = masked.IndexOf('\\', 0, end) is var escape and >= 0 ? escape : end;
        return end == masked.Length ? masked : $"{masked.AsSpan(0, end)}…";
    }

    static string? InText(string text, int texts)
    {
        // An escape in a text within the text may stand for a letter of the name.
        if (!text.Contains("token", StringComparison.OrdinalIgnoreCase) && !text.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var isJson = text.AsSpan().TrimStart(Blanks) is ['{' or '[' or '"' or '\'', ..];
        var masked = !isJson ? InUrl(text)
            : texts > 0 ? Encoding.UTF8.GetString(Masked(Encoding.UTF8.GetBytes(text), texts - 1).Span)
            : Unread(text);
        return masked == text ? null : masked;
    }

    public static string InUrl(string text) => UrlToken().Replace(text, "$1");

    [GeneratedRegex("""([?&](?:token|serviceToken)=)[^&;#\s"]*""", RegexOptions.IgnoreCase)]
    private static partial Regex UrlToken();

    /// <summary>The text as far as it was passed over, with other values in the place of those that must not be seen.</summary>
    sealed class Masking(ReadOnlyMemory<byte> utf8, int texts)
    {
        static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        readonly ArrayBufferWriter<byte> _written = new();
        int _copied;

        public void Pass(ref JsonScanner json, bool isToken)
        {
            switch (json.Peek())
            {
                case JsonKind.Object:
                    json.EnterObject();
                    while (json.NextMember(out var name))
                    {
                        var text = Encoding.UTF8.GetString(name);
                        if (Features.Contains(text, StringComparer.OrdinalIgnoreCase))
                        {
                            json.Skip();
                        }
                        else
                        {
                            Pass(ref json, Tokens.Contains(text, StringComparer.OrdinalIgnoreCase));
                        }
                    }

                    break;
                case JsonKind.Array:
                    json.EnterArray();
                    while (json.NextElement())
                    {
                        Pass(ref json, isToken: false);
                    }

                    break;
                case JsonKind.String when !isToken:
                    var start = json.Position;
                    if (InText(json.ReadString(), texts) is { } replacement)
                    {
                        Replace(start, json.Position, replacement);
                    }

                    break;
                default:
                    var from = json.Position;
                    json.Skip();
                    if (isToken)
                    {
                        Replace(from, json.Position, "");
                    }

                    break;
            }
        }

        public ReadOnlyMemory<byte> End()
        {
            if (_copied == 0)
            {
                return utf8;
            }

            _written.Write(utf8.Span[_copied..]);
            return _written.WrittenMemory;
        }

        void Replace(int start, int end, string replacement)
        {
            _written.Write(utf8.Span[_copied..start]);
            _written.Write(JsonSerializer.SerializeToUtf8Bytes(replacement, Relaxed));
            _copied = end;
        }
    }
}
