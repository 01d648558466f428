using System.Buffers;
using System.Net;
using System.Text;

namespace GpServer.Rest.Answers;

/// <summary>A plain page that shows an answer's JSON.</summary>
static class HtmlPage
{
    /// <summary>The page loads, runs and sends nothing, and stands in no frame.</summary>
    public const string ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Begin(IBufferWriter<byte> target, string path)
    {
        var title = WebUtility.HtmlEncode(path);
        target.Write(Encoding.UTF8.GetBytes(
            $"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n<pre>"));
    }

    public static void End(IBufferWriter<byte> target) => target.Write("</pre>\n</body>\n</html>\n"u8);
}
