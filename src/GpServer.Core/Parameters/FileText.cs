using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>
/// What values of files and rasters share: an object with <c>url</c>, <c>itemID</c> or <c>portalItemID</c>, or a bare URL as text.
/// </summary>
readonly record struct FileText(string? Url, string? ItemId, string? PortalItemId, string? Token, string? Format)
{
    public const string Expected = """{"url":"https://…"} or {"itemID":"…"}, the id of an upload""";

    /// <exception cref="JsonFormatException">The text is neither such an object nor an absolute http or https URL.</exception>
    public static FileText Read(ParameterText text, ReadLimits limits)
    {
        var plain = text.Unquoted().Trimmed;
        var file = plain.StartsWith("{"u8)
            ? ReadObject(plain, limits)
            : new FileText { Url = Encoding.UTF8.GetString(plain) };
        if (file.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new JsonFormatException("the url must begin with http:// or https://", 0);
        }

        return file is { Url: null, ItemId: null, PortalItemId: null }
            ? throw new JsonFormatException("url, itemID and portalItemID are missing or empty", 0)
            : file;
    }

    /// <summary>The name in the stored form of a file that a run made, or null where the text has another form.</summary>
    /// <exception cref="JsonFormatException">The text is no JSON.</exception>
    public static string? ReadFileName(ParameterText text, ReadLimits limits)
    {
        var plain = text.Unquoted().Trimmed;
        if (!plain.StartsWith("{"u8))
        {
            return null;
        }

        string? name = null;
        var json = new JsonScanner(plain, limits.JsonDepth);
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            if (member.SequenceEqual("fileName"u8) && json.Peek() == JsonKind.String)
            {
                name = json.ReadString();
            }
            else
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        return name;
    }

    public void Write(JsonOutput json)
    {
        json.StartObject();
        if (ItemId is not null)
        {
            json.Member("itemID"u8, ItemId);
        }
        else if (Url is null && PortalItemId is not null)
        {
            json.Member("portalItemID"u8, PortalItemId);
        }
        else
        {
            json.Member("url"u8, Url ?? "");
        }

        if (Format is not null)
        {
            json.Member("format"u8, Format);
        }

        json.EndObject();
    }

    static FileText ReadObject(ReadOnlySpan<byte> utf8, ReadLimits limits)
    {
        var json = new JsonScanner(utf8, limits.JsonDepth);
        var file = default(FileText);
        json.EnterObject();
        while (json.NextMember(out var member))
        {
            file = Member(file, member, ref json);
        }

        json.ExpectEnd();
        return file;
    }

    static FileText Member(FileText file, ReadOnlySpan<byte> name, ref JsonScanner json)
    {
        if (json.Peek() != JsonKind.String)
        {
            json.Skip();
            return file;
        }

        var text = json.ReadString().Trim();
        return text.Length == 0 ? file : name switch
        {
            _ when Is(name, "url"u8) => file with { Url = text },
            _ when Is(name, "itemID"u8) => file with { ItemId = text },
            _ when Is(name, "portalItemID"u8) => file with { PortalItemId = text },
            _ when Is(name, "token"u8) || Is(name, "serviceToken"u8) => file with { Token = text },
            _ when Is(name, "format"u8) => file with { Format = text },
            _ => file,
        };
    }

    static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted) => Ascii.EqualsIgnoreCase(name, wanted);
}
