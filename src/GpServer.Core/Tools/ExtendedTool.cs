using GpServer.Core.Parameters;

namespace GpServer.Core.Tools;

/// <summary>A tool with an input of which it knows nothing: whoever runs it looks at that.</summary>
/// <param name="input">The input, which is optional.</param>
public sealed class ExtendedTool(GpTool tool, GpParameter input) : GpTool
{
    public override ToolDefinition Definition { get; } = tool.Definition.With(input);

    public override void Run(ToolContext context) => tool.Run(context);
}
