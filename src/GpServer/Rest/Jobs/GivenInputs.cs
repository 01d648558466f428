using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Jobs;

namespace GpServer.Rest.Jobs;

/// <summary>
/// What a request gives to a run: exactly what reading its inputs asks for. All else, such as a token, is none of the job's and is not stored.
/// </summary>
sealed class GivenInputs(Func<string, ParameterText?> parameters)
{
    readonly Dictionary<string, ParameterText> _given = new(StringComparer.Ordinal);

    /// <summary>The text of a request parameter, or null.</summary>
    public ParameterText? Find(string name)
    {
        var text = parameters(name);
        if (text is { } given)
        {
            _given[name] = given;
        }

        return text;
    }

    /// <summary>All that was asked for, and every input of the tool also where reading did not get to it.</summary>
    public IReadOnlyList<JobInput> All(ToolDefinition tool)
    {
        foreach (var input in tool.Inputs)
        {
            Find(input.Name);
        }

        return [.. _given.Select(input => new JobInput(input.Key, input.Value.Utf8))];
    }
}
