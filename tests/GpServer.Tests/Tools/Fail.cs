using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Tests.Tools;

/// <summary>Fails in the way asked for.</summary>
sealed class Fail : GpTool
{
    static readonly StringParameter Kind = new("Kind");
    static readonly StringParameter Output = new("Output") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Fail", "Tests") { Parameters = [Kind, Output] };

    public override void Run(ToolContext context) => throw (context.Get(Kind) switch
    {
        "known" => new GpException(GpError.ToolFailed, "the input is empty") { Number = 10092 },
        _ => new FormatException("a secret of the server"),
    });
}
