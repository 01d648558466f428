using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Tests.Tools;

/// <summary>Gives back what it got, with a message of each kind.</summary>
sealed class Echo : GpTool
{
    static readonly StringParameter Text = new("Text");
    static readonly LongParameter Count = new("Count") { Default = 1, Minimum = 1, Maximum = 10 };
    static readonly StringParameter Side = new("Side") { Choices = ["FULL", "LEFT", "RIGHT"], Default = "FULL" };
    static readonly LinearUnitParameter Distance = new("Distance") { Optional = true };
    static readonly StringParameter Same = new("Same") { Direction = ParameterDirection.Output };
    static readonly LongParameter Length = new("Length") { Direction = ParameterDirection.Output };
    static readonly LinearUnitParameter Unset = new("Unset") { Direction = ParameterDirection.Output };

    public override ToolDefinition Definition { get; } = new("Echo", "Tests")
    {
        Label = "Echo <text>",
        Description = "Gives back what it got.",
        Parameters = [Text, Count, Side, Distance, Same, Length, Unset],
    };

    public override void Run(ToolContext context)
    {
        var text = context.Get(Text);
        var distance = context.TryGet(Distance, out var unit) ? $" {unit.Distance} {unit.Unit}" : "";
        context.Messages.Add($"{context.Get(Count)} {context.Get(Side)}{distance}");
        context.Messages.AddWarning("a warning");
        context.Messages.AddError("an error");
        context.Set(Same, text);
        context.Set(Length, text.Length);
    }
}
