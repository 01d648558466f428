using GpServer.Core.Parameters;

namespace GpServer.Core.Tools;

/// <summary>
/// A tool as a task publishes it: under another name, with copies of its parameters. Whatever runs, describes or stores a tool does the
/// same with this one; only the tool behind it sees its own parameters, with the hidden ones among them.
/// </summary>
sealed class PublishedTool : GpTool
{
    readonly GpTool _tool;
    readonly Dictionary<GpParameter, GpParameter> _own;
    readonly List<(GpParameter Own, GpParameter Shown)> _shownOutputs = [];
    readonly List<GpParameter> _hiddenOutputs = [];

    /// <param name="published">For each parameter of the tool, in their order, its copy and whether that is hidden.</param>
    public PublishedTool(PublishedTask task, GpTool tool, IReadOnlyList<(GpParameter Own, GpParameter Copy, bool IsHidden)> published)
    {
        var definition = tool.Definition;
        _tool = tool;
        _own = published.ToDictionary(parameter => parameter.Copy, parameter => parameter.Own);
        foreach (var (own, copy, isHidden) in published.Where(parameter => !parameter.Own.IsInput))
        {
            if (isHidden)
            {
                _hiddenOutputs.Add(own);
            }
            else
            {
                _shownOutputs.Add((own, copy));
            }
        }

        Definition = new ToolDefinition(task.Name, task.Category ?? definition.Category)
        {
            Label = task.Label ?? (task.Name == definition.Name ? definition.Label : task.Name.Replace('_', ' ')),
            Description = task.Description ?? definition.Description,
            HelpUrl = task.HelpUrl ?? definition.HelpUrl,
            Parameters = [.. published.Where(parameter => !parameter.IsHidden).Select(parameter => parameter.Copy)],
            HiddenInputs = [.. published.Where(parameter => parameter.IsHidden && parameter.Own.IsInput)
                .Select(parameter => parameter.Copy)],
            HasSideEffects = definition.HasSideEffects,
        };
    }

    public override ToolDefinition Definition { get; }

    public override void Run(ToolContext context)
    {
        // What the task does not know was added to it.
        var inner = context.ForTool(parameter => _own.GetValueOrDefault(parameter, parameter));
        _tool.Run(inner);
        foreach (var (own, shown) in _shownOutputs)
        {
            if (inner.Outputs.TryGetValue(own, out var value))
            {
                context.Pass(shown, value);
            }
        }

        FinishFiles(inner);
    }

    /// <summary>Makes features that nobody gets where a file that somebody gets may be written while they are made.</summary>
    void FinishFiles(ToolContext inner)
    {
        var givesFiles = _shownOutputs.Any(output =>
            inner.Outputs.TryGetValue(output.Own, out var value) && output.Own.MadeFiles(value).Any());
        if (!givesFiles)
        {
            return;
        }

        foreach (var hidden in _hiddenOutputs)
        {
            if (inner.Outputs.TryGetValue(hidden, out var value))
            {
                hidden.MapFeatures(value, set =>
                {
                    foreach (var feature in set.Features)
                    {
                        inner.Cancellation.ThrowIfCancellationRequested();
                    }

                    return set;
                });
            }
        }
    }
}
