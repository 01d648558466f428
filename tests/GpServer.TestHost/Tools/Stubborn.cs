using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.TestHost.Tools;

/// <summary>Waits and does not care whether it is asked to stop.</summary>
sealed class Stubborn : GpTool
{
    static readonly StringParameter Name = new("Name") { Optional = true };
    static readonly DoubleParameter Seconds = new("Seconds") { Minimum = 0 };
    static readonly DoubleParameter Waited = new("Waited") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Stubborn", "Tests") { Parameters = [Name, Seconds, Waited] };

    public override void Run(ToolContext context)
    {
        if (context.TryGet(Name, out var name))
        {
            EffectFile.Write(name);
        }

        Thread.Sleep(TimeSpan.FromSeconds(context.Get(Seconds)));
        context.Set(Waited, context.Get(Seconds));
    }
}
