namespace GpServer.Core.Tools;

/// <summary>
/// One geoprocessing tool: what it takes and gives, and the work. It knows neither HTTP nor JSON nor whether it runs inside a request or
/// a job. One instance serves all runs at the same time, so it keeps nothing between them. Found by scanning: it needs a public or
/// internal parameterless constructor.
/// </summary>
public abstract class GpTool
{
    /// <summary>The tool's name and parameters; everything that clients see is derived from it.</summary>
    public abstract ToolDefinition Definition { get; }

    /// <summary>Turns the inputs into outputs, both by way of <paramref name="context"/>.</summary>
    /// <exception cref="GpException">The work cannot be done with these inputs; the message is for the caller.</exception>
    public abstract void Run(ToolContext context);
}
