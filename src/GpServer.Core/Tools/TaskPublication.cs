using System.Text;
using GpServer.Core.Json;
using GpServer.Core.Parameters;

namespace GpServer.Core.Tools;

/// <summary>Makes the tool of a published task, and finds what is wrong with the publication.</summary>
/// <param name="reading">How a request with the task's values would be read.</param>
/// <param name="writing">How the values are shown.</param>
public sealed class TaskPublication(PublishedTask task, GpTool tool, ValueReading reading, ValueWriting writing)
{
    readonly List<string> _problems = [];

    /// <summary>What is wrong, a sentence each that names the parameter; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Makes the tool.</summary>
    /// <returns>Null when there are <see cref="Problems"/>.</returns>
    public GpTool? Make()
    {
        if (task.IsTool)
        {
            return tool;
        }

        var names = tool.Definition.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in task.Parameters.Keys.Where(name => !names.Contains(name)))
        {
            _problems.Add(
                $"{Shown(name)}: the tool {task.Tool} has no parameter of this name; expected one of {string.Join(", ", names)}.");
        }

        var published = new List<(GpParameter Own, GpParameter Copy, bool IsHidden)>();
        foreach (var own in tool.Definition.Parameters)
        {
            published.Add((own, Publish(own), ChangesOf(own).Hidden));
        }

        if (published.All(parameter => parameter.Own.IsInput || parameter.IsHidden))
        {
            _problems.Add("every output is hidden; expected one that is not.");
        }

        return _problems.Count == 0 ? new PublishedTool(task, tool, published) : null;
    }

    PublishedParameter ChangesOf(GpParameter own) => task.Parameters.GetValueOrDefault(own.Name) ?? Unchanged;

    static PublishedParameter Unchanged { get; } = new();

    GpParameter Publish(GpParameter own)
    {
        var changes = ChangesOf(own);
        var copy = own.WithWords(changes);
        if (own.DependsOn is { } other && task.Parameters.GetValueOrDefault(other)?.Hidden == true)
        {
            copy = copy.WithoutDependency();
        }

        try
        {
            if (Contradiction(own, changes) is { } problem)
            {
                throw new GpException(GpError.InvalidParameter, $"{own.Name}: {problem}");
            }

            return own.IsInput ? PublishInput(copy, changes) : copy;
        }
        catch (GpException e)
        {
            _problems.Add(e.Message);
            return copy;
        }
    }

    GpParameter PublishInput(GpParameter copy, PublishedParameter changes)
    {
        if (changes.Choices is { } choices)
        {
            copy = copy.WithChoices(choices);
        }

        if (changes.Optional == false)
        {
            copy = copy.WithoutDefault();
        }

        if ((changes.Fixed ?? changes.Default) is { } given)
        {
            copy = WithDefault(copy, given, changes);
        }

        if (!FixedValue.IsReference(copy.DefaultValue) && copy.Problem() is { } problem)
        {
            throw new GpException(GpError.InvalidParameter, $"{copy.Name}: {problem}.");
        }

        return changes.Fixed is null || changes.Hidden ? copy : copy.WithFixedDefault(reading, writing);
    }

    GpParameter WithDefault(GpParameter copy, PublishedValue given, PublishedParameter changes)
    {
        var text = TextOf(copy, given);
        if (copy.IsNotGiven(text))
        {
            throw new GpException(GpError.InvalidParameter, $"{copy.Name}: the value is none; expected a value of {copy.DataType}.");
        }

        var value = copy.Read(text, reading);
        if (!FixedValue.IsReference(value))
        {
            ReadFeatures(copy, value);
        }
        else if (!changes.Hidden)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{copy.Name}: the value refers to features elsewhere, which cannot be shown; expected features, or hidden to be true.");
        }

        return copy.WithDefault(text, value);
    }

    /// <summary>A text is that of a form field; one that would count as not given there stays JSON, so that it can be said.</summary>
    static ParameterText TextOf(GpParameter copy, PublishedValue given)
    {
        var json = ParameterText.Json(Encoding.UTF8.GetBytes(given.Json));
        try
        {
            var text = json.Unquoted();
            return text.IsNotGiven ? json : text;
        }
        catch (JsonFormatException e)
        {
            throw new GpException(GpError.InvalidParameter, $"{copy.Name}: the value is not JSON; expected a value of {copy.DataType}.", e);
        }
    }

    // Features are made from their text while they are read, and only then is seen whether they can be.
    static void ReadFeatures(GpParameter copy, object value) => copy.MapFeatures(value, set =>
    {
        foreach (var feature in set.Features)
        {
            _ = feature;
        }

        return set;
    });

    static string? Contradiction(GpParameter own, PublishedParameter changes)
    {
        var hasValue = changes.Fixed is not null || changes.Default is not null;
        return (own.IsInput, changes) switch
        {
            (false, _) when hasValue || changes.Choices is not null || changes.Optional is not null =>
                "it is an output; expected no default, fixed, choices or optional.",
            (_, { Fixed: not null, Default: not null }) => "it has both fixed and default; expected one of them.",
            (_, { Optional: false }) when hasValue || changes.Hidden =>
                "optional is false and it is hidden or has a value; expected a caller to have to give it, or not.",
            (_, { Optional: true }) when own.IsRequired && !hasValue => "the tool requires it; expected a default where optional is true.",
            (_, { Hidden: true }) when own.IsRequired && !hasValue => "it is hidden and the tool requires it; expected fixed or default.",
            (_, { Hidden: false }) when own.IsSecret && hasValue =>
                "it is secret, and a value of it would be shown; expected hidden to be true.",
            _ => WordsProblem(changes),
        };
    }

    static string? WordsProblem(PublishedParameter changes) =>
        TooLong("label", changes.Label, PublishedParameter.LongestLabel)
        ?? TooLong("category", changes.Category, PublishedParameter.LongestLabel)
        ?? TooLong("description", changes.Description, PublishedParameter.LongestDescription)
        ?? (changes.Choices is { Count: 0 or > PublishedParameter.MostChoices } choices
            ? $"choices has {choices.Count} texts; expected 1 to {PublishedParameter.MostChoices}."
            : null)
        ?? (changes.Choices?.Any(choice => choice is null) == true ? "choices has a null; expected texts." : null)
        ?? changes.Choices?.Select(choice => TooLong("a choice", choice, PublishedParameter.LongestLabel))
            .FirstOrDefault(problem => problem is not null);

    internal static string? TooLong(string member, string? text, int most) =>
        text?.Length > most ? $"{member} has {text.Length} characters; expected at most {most}." : null;

    static string Shown(string name) => ParameterText.Form(name).Excerpt();
}
