using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.Admin.Services;

/// <summary>Keeps secret values from all who read a service, and puts them back where a service comes back with their sign.</summary>
sealed class ServiceSecrets(ToolCatalog tools)
{
    const int LongestAudited = 1_000;

    static readonly PublishedValue Sign = new("\"*****\"");

    /// <summary>The tasks as they are shown: in place of what is secret there is <c>"*****"</c>.</summary>
    public IReadOnlyList<PublishedTask> Hide(IReadOnlyList<PublishedTask> tasks) => [.. tasks.Select(task =>
        With(task, (name, value) => IsSecret(task, name) ? Sign : value))];

    /// <summary>The tasks for the audit log, where large values are told by their size alone.</summary>
    public IReadOnlyList<PublishedTask> Audited(IReadOnlyList<PublishedTask> tasks) => [.. Hide(tasks).Select(task =>
        With(task, static (_, value) => value.Json.Length > LongestAudited ? new PublishedValue($"\"({value.Json.Length} characters)\"") : value))];

    /// <summary>The tasks with the secrets that are stored, where they came back as their sign.</summary>
    /// <param name="stored">The tasks that there are.</param>
    public IReadOnlyList<PublishedTask> Restore(
        IReadOnlyList<PublishedTask> given, IReadOnlyList<PublishedTask> stored, ICollection<string> problems) => [.. given.Select(task =>
            With(task, (name, value) => value == Sign && IsSecret(task, name) ? Stored(task, name, stored, problems) : value))];

    static PublishedValue Stored(PublishedTask task, string name, IReadOnlyList<PublishedTask> stored, ICollection<string> problems)
    {
        // Of the same tool: another one might show what this one keeps.
        var parameter = stored.FirstOrDefault(other => other.Name == task.Name && other.Tool == task.Tool)?.Parameters.GetValueOrDefault(name);
        if ((parameter?.Fixed ?? parameter?.Default) is { } value)
        {
            return value;
        }

        problems.Add($"tasks: {TaskPublishing.Shown(task.Name)}: {TaskPublishing.Shown(name)} is the sign of a stored value, and there is none "
            + "of this task and tool; expected the value.");
        return Sign;
    }

    /// <summary>True for what a tool keeps secret, and for whatever is not known on this node.</summary>
    bool IsSecret(PublishedTask task, string name) =>
        tools.Find(task.Tool)?.Definition.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { IsSecret: false };

    static PublishedTask With(PublishedTask task, Func<string, PublishedValue, PublishedValue> change)
    {
        if (task.Parameters.Count == 0)
        {
            return task;
        }

        return task with
        {
            Parameters = task.Parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value with
            {
                Default = parameter.Value.Default is { } usual ? change(parameter.Key, usual) : null,
                Fixed = parameter.Value.Fixed is { } only ? change(parameter.Key, only) : null,
            }, StringComparer.Ordinal),
        };
    }
}
