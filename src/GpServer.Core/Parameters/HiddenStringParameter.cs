namespace GpServer.Core.Parameters;

/// <summary>
/// GPStringHidden: text such as a password. It has no default value, no error text repeats it, and an input of a job reads back as
/// <c>""</c>.
/// </summary>
public sealed class HiddenStringParameter(string name) : TextParameter(name)
{
    public override string DataType => "GPStringHidden";

    public override bool IsSecret => true;

    public override string? Problem() =>
        base.Problem() ?? (Default is null ? null : $"the hidden text '{Name}' must not have a default value");
}
