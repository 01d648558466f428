using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Execution;
using GpServer.Layers;

namespace GpServer.Catalog;

/// <summary>Makes the tasks of a service from the tools of this node.</summary>
sealed class TaskPublishing(ToolCatalog tools, ValueReadings readings, IFeatureWriter writer)
{
    readonly ValueWriting _writing = new() { Features = writer };

    /// <summary>The tasks that can be made, and why others cannot: an older node may not know the tools of a newer one.</summary>
    public (PublishedTasks Tasks, IReadOnlyList<string> Problems) Publish(GpService service)
    {
        var named = service.Tasks.Where(task => !IsAll(task)).Select(task => task.Name).ToHashSet(StringComparer.Ordinal);
        var published = new List<GpTool>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var task in service.Tasks)
        {
            // A task that says something of a general tool stands in its place.
            IEnumerable<GpTool> made = IsAll(task)
                ? GeneralTools().Where(tool => !named.Contains(tool.Definition.Name))
                : Make(task, problems) is { } tool ? [tool] : [];
            published.AddRange(made.Where(tool => names.Add(tool.Definition.Name)));
        }

        var tasks = service.ExecutionType == ExecutionType.Asynchronous ? [.. published.Select(HostedInput.AddTo)] : published;
        return (new PublishedTasks(tasks), problems);
    }

    /// <summary>Makes one task; what is wrong with it is added to the problems, a sentence each that begins with the task's name.</summary>
    public GpTool? Make(PublishedTask task, ICollection<string> problems)
    {
        if (ServiceNames.TaskProblem(task.Name) is { } wrong)
        {
            problems.Add($"{Shown(task.Name)}: {wrong}");
            return null;
        }

        if (tools.Find(task.Tool) is not { } tool)
        {
            problems.Add($"{Shown(task.Name)}: there is no tool {Shown(task.Tool)}.");
            return null;
        }

        var publication = new TaskPublication(task, tool, readings.For(static _ => null), _writing);
        var made = publication.Make();
        foreach (var problem in publication.Problems)
        {
            problems.Add($"{Shown(task.Name)}: {problem}");
        }

        return made;
    }

    public static bool IsAll(PublishedTask task) => task.IsTool && task.Name == ServiceFormat.AllTasks;

    /// <summary>The start of a name that may be anything.</summary>
    public static string Shown(string name) => $"'{ParameterText.Form(name).Excerpt()}'";

    IEnumerable<GpTool> GeneralTools() => tools.Tools.Where(tool => tool.Definition.OnlyForService is null);
}
