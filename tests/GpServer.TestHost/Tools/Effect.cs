using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.TestHost.Tools;

/// <summary>Changes something outside the server, and declares it: it must never run twice.</summary>
sealed class Effect : GpTool
{
    static readonly StringParameter Name = new("Name");
    static readonly DoubleParameter Seconds = new("Seconds") { Minimum = 0, Default = 0 };
    static readonly StringParameter Done = new("Done") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Effect", "Tests")
    {
        Parameters = [Name, Seconds, Done],
        HasSideEffects = true,
    };

    public override void Run(ToolContext context)
    {
        EffectFile.Write(context.Get(Name));
        context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(context.Get(Seconds)));
        context.Cancellation.ThrowIfCancellationRequested();
        context.Set(Done, context.Get(Name));
    }
}
