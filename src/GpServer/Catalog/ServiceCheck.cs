using System.Text;
using System.Text.Json;
using GpServer.Core.Tools;

namespace GpServer.Catalog;

/// <summary>Checks a service that somebody wants to publish.</summary>
sealed class ServiceCheck(TaskPublishing publishing)
{
    public const int MostTasks = 1_000;
    public const int MostHosts = 1_000;
    public const int MostFileTypes = 1_000;

    /// <summary>What is wrong, a sentence each that names the member, what came and what was expected; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems(GpService service)
    {
        var problems = new List<string>();
        problems.AddRange(ServiceNames.Problems(service.Folder, service.Name));
        if (service.Extra is { } extra && !IsJson(extra))
        {
            problems.Add("extra is not JSON; expected an object.");
            return problems;
        }

        problems.AddRange(ServiceFormat.Of(service).Problems());
        if (problems.Count > 0)
        {
            return problems;
        }

        CheckText(problems, "description", service.Description, PublishedParameter.LongestDescription);
        CheckText(problems, "capabilities", service.Capabilities, PublishedParameter.LongestLabel);
        if (service.OwnInstances is { } most && service.MinInstances > most)
        {
            problems.Add($"minInstances is {service.MinInstances}; expected at most maxInstances, {most}.");
        }

        CheckUploads(problems, service);
        CheckItem(problems, service.Item);
        CheckTasks(problems, service);
        if (problems.Count == 0 && Encoding.UTF8.GetByteCount(ServiceFormat.Write(service)) is var bytes and > ServiceFormat.MostBytes)
        {
            problems.Add($"the service has {bytes} bytes; expected at most {ServiceFormat.MostBytes}.");
        }

        return problems;
    }

    void CheckTasks(List<string> problems, GpService service)
    {
        if (service.Tasks.Count is 0 or > MostTasks)
        {
            problems.Add($"tasks has {service.Tasks.Count} elements; expected 1 to {MostTasks}.");
            return;
        }

        foreach (var same in service.Tasks.GroupBy(task => task.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            problems.Add(
                $"tasks: {TaskPublishing.Shown(same.Key)} is there {same.Count()} times; expected names that differ by more than case.");
        }

        foreach (var task in service.Tasks.Where(task => !TaskPublishing.IsAll(task)))
        {
            CheckTask(problems, service, task);
        }
    }

    void CheckTask(List<string> problems, GpService service, PublishedTask task)
    {
        var name = $"tasks: {TaskPublishing.Shown(task.Name)}";
        CheckText(problems, $"{name}: label", task.Label, PublishedParameter.LongestLabel);
        CheckText(problems, $"{name}: category", task.Category, PublishedParameter.LongestLabel);
        CheckText(problems, $"{name}: description", task.Description, PublishedParameter.LongestDescription);
        if (task.HelpUrl is { } url && !IsPage(url))
        {
            problems.Add($"{name}: helpUrl is {TaskPublishing.Shown(url)}; "
                + $"expected an http or https URL of at most {PublishedTask.LongestUrl} characters.");
        }

        var values = task.Parameters.Values.SelectMany(parameter => new[] { parameter.Default, parameter.Fixed }).OfType<PublishedValue>();
        if (values.Any(value => !IsJson(value.Json)))
        {
            problems.Add($"{name}: a default or fixed value is not JSON; expected JSON, such as a text in quotes.");
            return;
        }

        var found = new List<string>();
        var tool = publishing.Make(task, found);
        problems.AddRange(found.Select(sentence => $"tasks: {sentence}"));
        if (service.ExecutionType == ExecutionType.Synchronous
            && tool?.Definition.Outputs.FirstOrDefault(output => output.MayHoldFiles) is { } file)
        {
            problems.Add($"{name}: its output {file.Name} is a file, which only jobs give; "
                + "expected executionType Asynchronous, or the output hidden.");
        }
    }

    static void CheckUploads(List<string> problems, GpService service)
    {
        CheckCount(problems, "allowedUploadFileTypes", service.AllowedUploadFileTypes, MostFileTypes);
        foreach (var type in service.AllowedUploadFileTypes.Where(type => !IsExtension(type)))
        {
            problems.Add($"allowedUploadFileTypes has {TaskPublishing.Shown(type)}; expected an extension without dot, such as csv.");
        }

        CheckCount(problems, "allowedInputHosts", service.AllowedInputHosts, MostHosts);
        foreach (var host in service.AllowedInputHosts.Where(host => !IsHost(host)))
        {
            problems.Add($"allowedInputHosts has {TaskPublishing.Shown(host)}; expected a host such as data.example.com or *.example.com.");
        }
    }

    static void CheckItem(List<string> problems, ServiceItem item)
    {
        CheckText(problems, "item.title", item.Title, PublishedParameter.LongestLabel);
        CheckText(problems, "item.summary", item.Summary, PublishedParameter.LongestDescription);
        CheckText(problems, "item.description", item.Description, PublishedParameter.LongestDescription);
        CheckText(problems, "item.accessInformation", item.AccessInformation, PublishedParameter.LongestDescription);
        CheckText(problems, "item.licenseInformation", item.LicenseInformation, PublishedParameter.LongestDescription);
        CheckCount(problems, "item.tags", item.Tags ?? [], ServiceItem.MostTags);
        foreach (var tag in item.Tags ?? [])
        {
            CheckText(problems, "item.tags: a tag", tag, PublishedParameter.LongestLabel);
        }

        if (item.Thumbnail is { } image && (image.Length > ServiceItem.MostThumbnailBytes || !image.Span.StartsWith(PngSignature)))
        {
            problems.Add($"item.thumbnail has {image.Length} bytes; expected a PNG of at most {ServiceItem.MostThumbnailBytes}.");
        }
    }

    static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    static void CheckText(List<string> problems, string member, string? text, int most)
    {
        if (text?.Length > most)
        {
            problems.Add($"{member} has {text.Length} characters; expected at most {most}.");
        }
    }

    static void CheckCount(List<string> problems, string member, IReadOnlyList<string> list, int most)
    {
        if (list.Count > most)
        {
            problems.Add($"{member} has {list.Count} elements; expected at most {most}.");
        }
    }

    static bool IsPage(string url) => url.Length <= PublishedTask.LongestUrl
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    public static bool IsExtension(string type) => type.Length is > 0 and <= 20 && type.All(char.IsAsciiLetterOrDigit);

    static bool IsHost(string host) =>
        Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host)
            is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
