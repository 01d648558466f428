using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Core.Tests.Tools;

/// <summary>Gives what the test gives, and keeps what a run got for one input.</summary>
sealed class Recording : GpTool
{
    public static readonly StringParameter Text = new("Text_Out") { Direction = ParameterDirection.Output };
    public static readonly LongParameter Number = new("Number_Out") { Direction = ParameterDirection.Output };

    readonly Func<ToolContext, object?> _read;

    public Recording()
        : this(_ => null, [])
    {
    }

    Recording(Func<ToolContext, object?> read, IEnumerable<GpParameter> parameters)
    {
        _read = read;
        Definition = new ToolDefinition("Recording", "Tests")
        {
            Label = "Its label",
            Description = "Its description",
            Parameters = [.. parameters, Text, Number],
        };
    }

    public override ToolDefinition Definition { get; }

    public object? Got { get; private set; }

    public static Recording Of<T>(GpParameter<T> parameter, params GpParameter[] others)
        where T : notnull =>
        new(context => context.TryGet(parameter, out var value) ? value : null, [parameter, .. others]);

    public override void Run(ToolContext context)
    {
        Got = _read(context);
        context.Set(Text, "made");
        context.Set(Number, 7);
    }
}
