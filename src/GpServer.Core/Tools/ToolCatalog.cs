using System.Reflection;

namespace GpServer.Core.Tools;

/// <summary>All tools of the server by name. Two of one name, or a malformed definition, stop the start with a text that names them.</summary>
public sealed class ToolCatalog
{
    readonly Dictionary<string, GpTool> _tools = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">A definition is malformed, or a name is used twice.</exception>
    public ToolCatalog(IEnumerable<GpTool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        var problems = new List<string>();
        foreach (var tool in tools)
        {
            var definition = tool.Definition;
            problems.AddRange(definition.Problems().Select(problem => $"{tool.GetType().FullName}: {problem}"));
            if (!_tools.TryAdd(definition.Name, tool))
            {
                var other = _tools[definition.Name].GetType().FullName;
                problems.Add($"{tool.GetType().FullName}: the name '{definition.Name}' is already that of {other}");
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"The tools cannot be published:\n{string.Join('\n', problems)}");
        }
    }

    /// <summary>The tools in order of their names.</summary>
    public IEnumerable<GpTool> Tools => _tools.Values.OrderBy(tool => tool.Definition.Name, StringComparer.Ordinal);

    public GpTool? Find(string name) => _tools.GetValueOrDefault(name);

    /// <summary>Makes one of every tool class in the assemblies.</summary>
    public static ToolCatalog Scan(params ReadOnlySpan<Assembly> assemblies)
    {
        var tools = new List<GpTool>();
        foreach (var assembly in assemblies)
        {
            foreach (var type in assembly.GetTypes())
            {
                if (!type.IsAbstract && type.IsSubclassOf(typeof(GpTool)))
                {
                    tools.Add(Create(type));
                }
            }
        }

        return new ToolCatalog(tools);
    }

    static GpTool Create(Type type)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var constructor = type.GetConstructor(any, [])
            ?? throw new InvalidOperationException($"The tool {type.FullName} has no constructor without parameters.");
        try
        {
            return (GpTool)constructor.Invoke(null);
        }
        catch (TargetInvocationException e)
        {
            throw new InvalidOperationException($"The tool {type.FullName} cannot be made: {e.InnerException?.Message}", e.InnerException);
        }
    }
}
