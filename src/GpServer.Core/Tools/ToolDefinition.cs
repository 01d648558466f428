using GpServer.Core.Parameters;

namespace GpServer.Core.Tools;

/// <summary>What a tool is called, and its parameters in the order in which clients show them.</summary>
/// <param name="name">The task's name in URLs: letters, digits and underscores.</param>
/// <param name="category">The group under which people look for it, such as <c>Proximity</c>.</param>
public sealed class ToolDefinition(string name, string category)
{
    readonly string? _label;

    public string Name { get; } = name;

    public string Category { get; } = category;

    /// <summary>What people read; the name where nothing else is said.</summary>
    public string Label
    {
        get => _label ?? Name;
        init => _label = value;
    }

    public string Description { get; init; } = "";

    public required IReadOnlyList<GpParameter> Parameters { get; init; }

    /// <summary>Inputs of a published task that nobody sees or gives: each has its default, or no value.</summary>
    internal IReadOnlyList<GpParameter> HiddenInputs { get; init; } = [];

    /// <summary>A page about the tool; null where there is only the one made from this definition.</summary>
    public string? HelpUrl { get; init; }

    /// <summary>The one sample service that the tool was made for; null for general tools, which every toolbox lists.</summary>
    public string? OnlyForService { get; init; }

    /// <summary>
    /// True for a tool whose run changes something outside the job, so that it must not run twice: its job fails when the node that ran it
    /// is lost.
    /// </summary>
    public bool HasSideEffects { get; init; }

    public IEnumerable<GpParameter> Inputs => Parameters.Where(parameter => parameter.IsInput);

    public IEnumerable<GpParameter> Outputs => Parameters.Where(parameter => !parameter.IsInput);

    /// <summary>The same with one more input, behind all parameters.</summary>
    internal ToolDefinition With(GpParameter input) => new(Name, Category)
    {
        Label = Label,
        Description = Description,
        Parameters = [.. Parameters, input],
        HiddenInputs = HiddenInputs,
        HelpUrl = HelpUrl,
        OnlyForService = OnlyForService,
        HasSideEffects = HasSideEffects,
    };

    /// <summary>What is wrong with the definition, a sentence each; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrEmpty(Name) || !GpParameter.IsIdentifier(Name))
        {
            yield return $"the name '{Name}' is not letters, digits and underscores beginning with a letter";
        }

        if (!Outputs.Any())
        {
            yield return "it has no output parameter";
        }

        // Clients in Python make snake_case identifiers of the names, so case and underscores do not tell two parameters apart.
        foreach (var same in Parameters.GroupBy(p => p.Name.Replace("_", ""), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return $"the parameters {string.Join(" and ", same.Select(p => p.Name))} differ only by case or underscores";
        }

        foreach (var parameter in Parameters)
        {
            if (parameter.Problem() is { } problem)
            {
                yield return problem;
            }

            if (parameter.DependsOn is { } other && Parameters.All(p => p.Name != other))
            {
                yield return $"the parameter {parameter.Name} depends on '{other}', which is not a parameter";
            }

            if (Reserved.Contains(parameter.Name))
            {
                yield return $"the parameter name '{parameter.Name}' is one of the protocol's own";
            }
        }
    }

    static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "f", "token", "callback", "context", "returnZ", "returnM", "returnMessages", "returnTrueCurves", "returnFeatureCollection",
        "returnColumnName", "simplifyFeatures", "esri_out_feature_service_name", "esri_out_image_service",
    };
}
