using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Core.Values;

namespace GpServer.Tests.Tools;

/// <summary>Gives back outputs of structured kinds: features with heights, a value table, a date and, where asked for, nothing.</summary>
sealed class Shapes : GpTool
{
    static readonly FeaturesParameter Features = new("Features");
    static readonly HiddenStringParameter Password = new("Password") { Optional = true };
    static readonly FeaturesParameter Same = new("Same") { Direction = ParameterDirection.Output };
    static readonly FeaturesParameter Unset = new("Unset") { Direction = ParameterDirection.Output };
    static readonly DateParameter Day = new("Day") { Direction = ParameterDirection.Output };
    static readonly StringParameter Name = new("Name");
    static readonly LongParameter Number = new("Number");
    static readonly ValueTableParameter Table = new("Table", [new StringParameter("Name"), new LongParameter("Number")])
    {
        Direction = ParameterDirection.Output,
    };

    public override ToolDefinition Definition { get; } = new("Shapes", "Tests")
    {
        Parameters = [Features, Password, Same, Unset, Day, Table],
    };

    public override void Run(ToolContext context)
    {
        context.Set(Same, context.Get(Features));
        context.Set(Day, new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero));
        context.Set(Table, new ValueTable([Name, Number], [["a", 1L], ["b", 2L]]));
        context.Messages.Add(context.TryGet(Password, out var password) ? $"{password.Length} letters" : "no password");
    }
}
