using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.Admin.Services;

/// <summary>The tasks of a service in its JSON: names of tools, or objects as they are stored.</summary>
static class ServiceTasks
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new PublishedTaskConverter() } };

    static readonly string[] TaskMembers = ["name", "tool", "label", "description", "category", "helpUrl", "parameters"];

    static readonly string[] ParameterMembers = ["label", "description", "category", "default", "choices", "fixed", "hidden", "optional"];

    public static JsonNode Write(IReadOnlyList<PublishedTask> tasks) => JsonSerializer.SerializeToNode(tasks, Options)!;

    /// <summary>The tasks of the member <c>tasks</c>; what is wrong with it is added to the problems.</summary>
    public static IReadOnlyList<PublishedTask> Read(JsonNode? given, ICollection<string> problems)
    {
        if (given is not JsonArray array || array.Any(static task => task is null))
        {
            problems.Add("tasks: expected an array of names of tools, or objects with name and tool.");
            return [];
        }

        foreach (var task in array.OfType<JsonObject>())
        {
            CheckMembers(task, problems);
        }

        try
        {
            return problems.Count > 0 ? [] : array.Deserialize<List<PublishedTask>>(Options)!;
        }
        catch (JsonException e)
        {
            problems.Add(e.Message);
            return [];
        }
    }

    // A name that is written wrongly would else be passed over, and what it should have hidden would be shown.
    static void CheckMembers(JsonObject task, ICollection<string> problems)
    {
        Check("tasks", task, TaskMembers, problems);
        if (task.FirstOrDefault(member => member.Key.Equals("parameters", StringComparison.OrdinalIgnoreCase)).Value is JsonObject parameters)
        {
            foreach (var (name, parameter) in parameters)
            {
                if (parameter is JsonObject members)
                {
                    Check($"tasks: {TaskPublishing.Shown(name)}", members, ParameterMembers, problems);
                }
            }
        }
    }

    static void Check(string what, JsonObject given, string[] names, ICollection<string> problems)
    {
        foreach (var (name, _) in given)
        {
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add($"{what}: {TaskPublishing.Shown(name)} is no member; expected {string.Join(", ", names)}.");
            }
        }
    }
}
