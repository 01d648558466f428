using System.Buffers;
using GpServer.Core.Json;
using GpServer.Core.Values;

namespace GpServer.Core.Parameters;

/// <summary>
/// The only value that a parameter of a published task takes. Clients send default values back, so a value is the same when it is written
/// the same: as the fixed value is, or as that is after it was read back.
/// </summary>
sealed class FixedValue
{
    readonly ValueWriting _writing;
    readonly byte[] _written;
    readonly byte[] _readBack;

    public FixedValue(GpParameter parameter, object value, ValueReading reading, ValueWriting writing)
    {
        _writing = writing;
        _written = Write(parameter, value);

        // Writing features adds what they did not have, such as ids.
        _readBack = Write(parameter, parameter.Read(ParameterText.Json(_written), reading));
    }

    /// <summary>The start of the value, for error texts.</summary>
    public string Excerpt => ParameterText.Json(_written).Excerpt();

    public bool IsSame(GpParameter parameter, object value)
    {
        if (IsReference(value))
        {
            return false;
        }

        var written = Write(parameter, value).AsSpan();
        return written.SequenceEqual(_written) || written.SequenceEqual(_readBack);
    }

    /// <summary>True for a value that stands for features elsewhere, or has such in it: it cannot be shown before they are read.</summary>
    public static bool IsReference(object? value) => value switch
    {
        FeatureReference => true,
        CompositeValue composite => IsReference(composite.Value),
        ValueTable table => table.Cells.Any(row => row.Any(IsReference)),
        IEnumerable<object> list => list.Any(IsReference),
        _ => false,
    };

    byte[] Write(GpParameter parameter, object value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(bytes);
        parameter.WriteTyped(json, value, _writing);
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
