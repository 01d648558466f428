using System.Collections.Frozen;

namespace GpServer.Core.Tools;

/// <summary>A task of a service as data: a tool under a name, with what is changed of it. What is null stays as the tool has it.</summary>
public sealed record PublishedTask
{
    public const int LongestName = 120;
    public const int LongestUrl = 2_000;

    public required string Name { get; init; }

    /// <summary>The name of the tool.</summary>
    public required string Tool { get; init; }

    public string? Label { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    /// <summary>A page about the task, by http or https.</summary>
    public string? HelpUrl { get; init; }

    /// <summary>What is changed of parameters, by their names.</summary>
    public IReadOnlyDictionary<string, PublishedParameter> Parameters { get; init; } = FrozenDictionary<string, PublishedParameter>.Empty;

    /// <summary>True for a tool as it is.</summary>
    public bool IsTool =>
        Name == Tool && Label is null && Description is null && Category is null && HelpUrl is null && Parameters.Count == 0;

    /// <summary>The tool as it is.</summary>
    public static PublishedTask Of(string tool) => new() { Name = tool, Tool = tool };

    public static implicit operator PublishedTask(string tool) => Of(tool);
}
