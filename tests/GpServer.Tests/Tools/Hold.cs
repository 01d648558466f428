using System.Collections.Concurrent;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Tests.Tools;

/// <summary>Runs until the test lets it go, with regard to cancellation or without.</summary>
sealed class Hold : GpTool
{
    static readonly ConcurrentDictionary<string, Hand> Hands = new(StringComparer.Ordinal);
    static readonly StringParameter Name = new("Name");
    static readonly BooleanParameter Stubborn = new("Stubborn") { Default = false };
    static readonly StringParameter Output = new("Output") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Hold", "Tests") { Parameters = [Name, Stubborn, Output] };

    /// <summary>The test's hand on the runs of this name.</summary>
    public static Hand Of(string name) => Hands.GetOrAdd(name, _ => new Hand());

    public override void Run(ToolContext context)
    {
        var hand = Of(context.Get(Name));
        hand.Started.Release();
        try
        {
            hand.Go.Wait(context.Get(Stubborn) ? CancellationToken.None : context.Cancellation);
            context.Set(Output, "let go");
        }
        finally
        {
            hand.Ended.Release();
        }
    }

    public sealed class Hand
    {
        public SemaphoreSlim Started { get; } = new(0);

        public SemaphoreSlim Go { get; } = new(0);

        public SemaphoreSlim Ended { get; } = new(0);
    }
}
