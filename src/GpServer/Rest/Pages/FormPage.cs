using System.Net;
using System.Text;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Pages;

/// <summary>A page with one form. It runs no script.</summary>
/// <param name="Title">Also the words on its button.</param>
/// <param name="Fields">The fields' names with their labels and types.</param>
sealed record FormKind(string Title, IReadOnlyList<(string Name, string Label, string Type)> Fields)
{
    public bool TakesFile => Fields.Any(static input => input.Type == "file");
}

/// <summary>A page with one form that posts to an address of this server.</summary>
/// <param name="action">The absolute URL that the form posts to.</param>
/// <param name="hidden">Values that the form sends back.</param>
sealed class FormPage(FormKind kind, string action, string? said = null, params (string Name, string Value)[] hidden) : StreamAnswer
{
    public static readonly FormKind SignIn = new("Sign in", [("username", "User name", "text"), ("password", "Password", "password")]);

    public static readonly FormKind Token = new("Get token",
    [
        ("username", "User name", "text"), ("password", "Password", "password"), ("client", "Bound to (referer, ip, requestip or nothing)", "text"),
        ("referer", "Web application's URL", "text"), ("ip", "IP address", "text"), ("expiration", "Minutes", "text"),
    ]);

    public static readonly FormKind Upload = new("Upload item", [("file", "File", "file"), ("description", "Description", "text")]);

    public override string ContentType => "text/html;charset=utf-8";

    public override string? ContentSecurityPolicy =>
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public override async Task SendAsync(Stream body, CancellationToken stop) => await body.WriteAsync(Encoding.UTF8.GetBytes(Page()), stop);

    string Page()
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        page.Append("<title>").Append(kind.Title).Append("</title>\n<style>body{font:16px/1.5 sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}");
        page.Append("label{display:block;margin-top:1rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.4rem}");
        page.Append("button{font:inherit;margin-top:1.5rem;padding:.4rem 1.2rem}.said{color:#a00}</style></head>\n<body>\n<h1>").Append(kind.Title).Append("</h1>\n");
        if (said is not null)
        {
            page.Append("<p class=\"said\" role=\"alert\">").Append(Encode(said)).Append("</p>\n");
        }

        page.Append("<form method=\"post\" action=\"").Append(Encode(action)).Append(kind.TakesFile ? "\" enctype=\"multipart/form-data\">\n" : "\">\n");
        foreach (var (name, value) in hidden)
        {
            page.Append("<input type=\"hidden\" name=\"").Append(name).Append("\" value=\"").Append(Encode(value)).Append("\">\n");
        }

        foreach (var (name, label, type) in kind.Fields)
        {
            page.Append("<label>").Append(label).Append("<input name=\"").Append(name).Append("\" type=\"").Append(type).Append("\"></label>\n");
        }

        return page.Append("<button>").Append(kind.Title).Append("</button>\n</form>\n</body>\n</html>\n").ToString();
    }

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
