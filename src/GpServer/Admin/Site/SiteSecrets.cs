using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.Admin.Site;

/// <summary>Keeps values that tools keep secret out of files, and puts back those that the site has.</summary>
sealed class SiteSecrets(ToolCatalog tools)
{
    static readonly PublishedValue Sign = new("\"*****\"");

    /// <summary>The service with <c>"*****"</c> in place of what is secret.</summary>
    public GpService Hide(GpService service) => With(service, (_, _, _) => Sign);

    /// <summary>The service with the secrets of the stored one, where the file has their sign.</summary>
    /// <param name="stored">The service of the same name, or null.</param>
    public GpService Restore(GpService service, GpService? stored, SiteProblems problems) => With(service, (task, name, value) =>
    {
        if (value != Sign)
        {
            return value;
        }

        // Of the same tool: another one might show what this one keeps.
        var known = stored?.Tasks.FirstOrDefault(other => other.Name == task.Name && other.Tool == task.Tool)
            ?.Parameters.GetValueOrDefault(name);
        if ((known?.Fixed ?? known?.Default) is not { } secret)
        {
            problems.Add($"services: {TaskPublishing.Shown(service.QualifiedName)}: {TaskPublishing.Shown(task.Name)}: "
                + $"{TaskPublishing.Shown(name)} was left out of the file, and this site has no value of it; expected a file with passwords, or the value.");
            return value;
        }

        return secret;
    });

    GpService With(GpService service, Func<PublishedTask, string, PublishedValue, PublishedValue> change) => service with
    {
        Tasks = [.. service.Tasks.Select(task => task.Parameters.Count == 0 ? task : task with
        {
            Parameters = task.Parameters.ToDictionary(parameter => parameter.Key, parameter => !IsSecret(task, parameter.Key)
                ? parameter.Value
                : parameter.Value with
                {
                    Default = parameter.Value.Default is { } usual ? change(task, parameter.Key, usual) : null,
                    Fixed = parameter.Value.Fixed is { } only ? change(task, parameter.Key, only) : null,
                }, StringComparer.Ordinal),
        })],
    };

    /// <summary>True for what a tool keeps secret, and for whatever is not known on this node.</summary>
    bool IsSecret(PublishedTask task, string name) =>
        tools.Find(task.Tool)?.Definition.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { IsSecret: false };
}
