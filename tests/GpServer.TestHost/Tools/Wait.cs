using System.Diagnostics;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.TestHost.Tools;

/// <summary>Notes that it began, waits, reports how far it is, and stops as soon as it is asked to.</summary>
sealed class Wait : GpTool
{
    static readonly StringParameter Name = new("Name") { Optional = true };
    static readonly DoubleParameter Seconds = new("Seconds") { Minimum = 0 };
    static readonly DoubleParameter Waited = new("Waited") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Wait", "Tests") { Parameters = [Name, Seconds, Waited] };

    public override void Run(ToolContext context)
    {
        if (context.TryGet(Name, out var name))
        {
            EffectFile.Write(name);
        }

        context.Messages.Add("Waiting...");
        var seconds = context.Get(Seconds);
        var began = Stopwatch.GetTimestamp();
        for (var left = seconds; left > 0; left = seconds - Stopwatch.GetElapsedTime(began).TotalSeconds)
        {
            context.Report($"{seconds - left:F1} of {seconds} seconds", (int)(100 * (seconds - left) / seconds));
            context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(Math.Min(left, 0.1)));
            context.Cancellation.ThrowIfCancellationRequested();
        }

        context.Set(Waited, seconds);
    }
}
