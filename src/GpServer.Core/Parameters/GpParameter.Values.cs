using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <content>What happens to a value between reading and the tool, and between the tool and writing.</content>
public abstract partial class GpParameter
{
    /// <summary>The value used when none is given, as if it had been read in this request; null when there is none.</summary>
    /// <exception cref="GpException">It is one of a published task, and more than this request may have.</exception>
    public object? DefaultFor(ValueReading reading) => (_otherText, DefaultValue) switch
    {
        ({ } text, _) => Read(text, reading),
        (_, { } value) => AsRead(value, reading),
        _ => null,
    };

    /// <summary>Replaces every reference in a value that was read by what it refers to.</summary>
    /// <returns>A value of the type that the tool gets.</returns>
    public virtual ValueTask<object> ResolveAsync(object value, IReferenceResolver resolver, ValueReading reading, CancellationToken stop) => new(value);

    /// <summary>The value with every feature set in it replaced by what <paramref name="map"/> makes of it.</summary>
    public virtual object MapFeatures(object value, Func<FeatureSet, FeatureSet> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return value is FeatureSet set ? map(set) : value;
    }

    /// <summary>True where a value can be, or have in it, a file that a run made.</summary>
    public virtual bool MayHoldFiles => Members.Any(member => member.MayHoldFiles);

    /// <summary>The files in a value that a run made, in their order.</summary>
    public virtual IEnumerable<DataFile> MadeFiles(object value) => [];

    /// <summary>
    /// The characters that separate the elements of a list of this type in text that is not JSON; empty where text is one element.
    /// </summary>
    protected internal virtual string ListSeparators => "";

    /// <summary>A declared value with what reading would have added to it.</summary>
    protected internal virtual object AsRead(object value, ValueReading reading) => value;
}
