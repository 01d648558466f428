using GpServer.Core.Features;

namespace GpServer.Wire.Pbf;

/// <summary>Writes the <c>Feature</c> messages of one set, one after the other into the same room.</summary>
sealed class PbfFeatureWriter(FeatureSchema schema, PbfGeometryWriter geometries)
{
    const int Feature = 15;
    const int Attribute = 1;

    readonly ProtoBuffer _feature = new();
    readonly ProtoBuffer _value = new();
    readonly ProtoBuffer _message = new();

    /// <summary>The bytes of a feature with its tag and length; they stand until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(Feature feature)
    {
        if (feature.Attributes.Length != schema.Fields.Length)
        {
            throw new InvalidOperationException($"A feature has {feature.Attributes.Length} values for {schema.Fields.Length} fields.");
        }

        _feature.Clear();
        for (var i = 0; i < feature.Attributes.Length; i++)
        {
            // Values find their fields by their order alone, so null is written too: as the value that has nothing in it.
            _value.Clear();
            WriteValue(schema.Fields[i].Type, feature.Attributes[i]);
            _feature.Message(Attribute, _value);
        }

        if (feature.Geometry is { } geometry && !schema.IsTable)
        {
            geometries.Write(_feature, geometry);
        }

        _message.Clear();
        _message.Message(Feature, _feature);
        return _message.Written;
    }

    void WriteValue(FieldType type, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                _value.Text(1, text);
                break;
            case long number when type is FieldType.SmallInteger or FieldType.Integer && number is >= int.MinValue and <= int.MaxValue:
                _value.SignedNumber(4, number);
                break;
            case long number:
                _value.SignedNumber(8, number);
                break;
            case double number when !double.IsFinite(number):
                break;
            case double number when type == FieldType.Single && (float)number == number:
                _value.Single(2, (float)number);
                break;
            case double number:
                _value.Double(3, number);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} cannot be an attribute.");
        }
    }
}
