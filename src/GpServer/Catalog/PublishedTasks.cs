using System.Collections.Frozen;
using GpServer.Core.Tools;

namespace GpServer.Catalog;

/// <summary>The tasks of a service, each ready to run.</summary>
sealed class PublishedTasks(IReadOnlyList<GpTool> tools)
{
    readonly FrozenDictionary<string, GpTool> _byName = tools.ToFrozenDictionary(tool => tool.Definition.Name, StringComparer.Ordinal);

    public static PublishedTasks None { get; } = new([]);

    /// <summary>In the order in which they are listed.</summary>
    public IReadOnlyList<GpTool> All => tools;

    public GpTool? Find(string task) => _byName.GetValueOrDefault(task);
}
