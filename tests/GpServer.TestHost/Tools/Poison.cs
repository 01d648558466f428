using System.Diagnostics;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.TestHost.Tools;

/// <summary>Kills the process that runs it, as memory that runs out or a fault in native code does: nothing is tidied up.</summary>
sealed class Poison : GpTool
{
    static readonly StringParameter Name = new("Name") { Optional = true };
    static readonly StringParameter Never = new("Never") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Poison", "Tests") { Parameters = [Name, Never] };

    public override void Run(ToolContext context)
    {
        if (context.TryGet(Name, out var name))
        {
            EffectFile.Write(name);
        }

        using var process = Process.GetCurrentProcess();
        process.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
