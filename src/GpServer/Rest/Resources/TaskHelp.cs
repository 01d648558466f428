using System.Net;
using System.Security.Cryptography;
using System.Text;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest.Resources;

/// <summary>
/// <c>/rest/directories/arcgisoutput/[&lt;folder&gt;/]&lt;service&gt;_GPServer/&lt;service&gt;/&lt;task&gt;.htm</c>: the page about a task, made
/// from its declaration, to which its <c>helpUrl</c> points.
/// </summary>
static class TaskHelp
{
    const string Root = "/rest/directories/arcgisoutput";

    const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;color:#1c2733;max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{margin-bottom:0}h2{margin-top:2rem}p.name{margin-top:0;color:#5a6b7a}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem;border-top:1px solid #d5dee5}
        th{white-space:nowrap}td{overflow-wrap:anywhere}code{font-size:.9em;background:#f3f6f8;padding:.1em .3em}
        small{display:block;color:#5a6b7a;font-weight:400}p{white-space:pre-line}
        """;

    /// <summary>The page loads and runs nothing, and stands in no frame; its own style is the only one.</summary>
    static readonly string ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    public static void MapTaskHelp(this RestRoutes rest, IServiceCatalog catalog, ToolCatalog tools, IFeatureWriter features)
    {
        var writing = new ValueWriting { Features = features };
        rest.Map($"{Root}/{{service}}_GPServer/{{toolbox}}/{{task}}.htm", RouteAccess.Service, Answer);
        rest.Map($"{Root}/{{folder}}/{{service}}_GPServer/{{toolbox}}/{{task}}.htm", RouteAccess.Service, Answer);

        ValueTask<EsriAnswer> Answer(RestRequest request)
        {
            var service = catalog.Of(request);
            if (request.Path("toolbox") != service.Name)
            {
                throw new GpException(GpError.NotFound, $"There is no such page; expected {PathOf(service, request.Path("task"))}.");
            }

            var task = tools.Of(service, request.Path("task")).Definition;
            var url = request.Url($"/rest/services/{service.QualifiedName}/GPServer/{task.Name}");
            return ValueTask.FromResult<EsriAnswer>(
                new BytesAnswer(Page(service, task, url, writing), "text/html;charset=utf-8", ContentSecurityPolicy));
        }
    }

    /// <summary>The page about a task: its own where it names one, else that made here.</summary>
    public static string UrlOf(RestRequest request, GpService service, ToolDefinition task) =>
        Uri.TryCreate(task.HelpUrl, UriKind.Absolute, out var own) && (own.Scheme == Uri.UriSchemeHttp || own.Scheme == Uri.UriSchemeHttps)
            ? own.AbsoluteUri
            : request.Url(PathOf(service, task.Name));

    static string PathOf(GpService service, string task) => $"{Root}/{service.QualifiedName}_GPServer/{service.Name}/{task}.htm";

    static byte[] Page(GpService service, ToolDefinition task, string url, ValueWriting writing)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width\">");
        page.Append($"<title>{Text(task.Label)}</title>\n<style>{Style}</style></head>\n<body>\n");
        page.Append($"<h1>{Text(task.Label)}</h1>\n<p class=\"name\">Task <code>{Text(task.Name)}</code> of the service ");
        page.Append($"<code>{Text(service.QualifiedName)}</code></p>\n");
        if (task.Description.Length > 0)
        {
            page.Append($"<p>{Text(task.Description)}</p>\n");
        }

        WriteTable(page, "Parameters", task.Inputs, parameter => WriteInput(page, parameter, writing));
        WriteTable(page, "Results", task.Outputs, parameter => WriteWords(page, parameter, "a result"));
        var operation = service.ExecutionType == ExecutionType.Synchronous ? "execute" : "submitJob";
        page.Append($"<h2>Use</h2>\n<p>Send the parameters as form fields to <code>{Text(url)}/{operation}</code>.</p>\n");
        page.Append($"<p><a href=\"{Text(url)}?f=html\">Description for clients</a>, <a href=\"{Text(url)}/metadata\">metadata</a>, ");
        page.Append($"<a href=\"{Text(url)}/schema\">JSON Schema</a></p>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static void WriteTable(StringBuilder page, string title, IEnumerable<GpParameter> parameters, Action<GpParameter> write)
    {
        page.Append($"<h2>{title}</h2>\n<table>\n");
        foreach (var parameter in parameters)
        {
            page.Append($"<tr><th scope=\"row\">{Text(parameter.Label)}<small><code>{Text(parameter.Name)}</code></small></th>");
            write(parameter);
            page.Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    static void WriteInput(StringBuilder page, GpParameter parameter, ValueWriting writing)
    {
        WriteWords(page, parameter, parameter.IsRequired ? "required" : parameter.IsFixed ? "fixed" : "optional", () =>
        {
            if (parameter.ChoiceList is { } choices)
            {
                page.Append($"<small>one of {string.Join(", ", choices.Select(choice => $"<code>{Text(choice)}</code>"))}</small>");
            }

            if (MetadataXml.DefaultOf(parameter, writing) is { } value)
            {
                page.Append($"<small>{(parameter.IsFixed ? "always" : "default")} <code>{Text(value)}</code></small>");
            }
        });
    }

    static void WriteWords(StringBuilder page, GpParameter parameter, string kind, Action? more = null)
    {
        page.Append($"<td>{Text(parameter.Description)}<small><code>{Text(parameter.DataType)}</code>, {kind}</small>");
        more?.Invoke();
        page.Append("</td>");
    }

    static string Text(string text) => WebUtility.HtmlEncode(CleanText.Of(text));
}
