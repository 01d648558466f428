namespace GpServer.Core.Parameters;

/// <summary>A parameter whose values a tool gets as <typeparamref name="T"/>.</summary>
public abstract class GpParameter<T>(string name) : GpParameter(name)
    where T : notnull
{
    readonly T? _default;
    readonly bool _hasDefault;

    /// <summary>The value used when none is given.</summary>
    public T? Default
    {
        get => _default;
        init
        {
            _default = value;
            _hasDefault = value is not null;
        }
    }

    public override object? DefaultValue => HasOtherDefault ? OtherDefault : _hasDefault ? _default : null;
}
