using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.TestHost.Tools;

/// <summary>Gives back its text: a job that is nothing but a job.</summary>
sealed class Nothing : GpTool
{
    static readonly StringParameter Text = new("Text") { Default = "" };
    static readonly StringParameter Same = new("Same") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Nothing", "Tests") { Parameters = [Text, Same] };

    public override void Run(ToolContext context) => context.Set(Same, context.Get(Text));
}
