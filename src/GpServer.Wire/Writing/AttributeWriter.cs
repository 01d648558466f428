using System.Collections.Immutable;
using GpServer.Core.Features;
using GpServer.Core.Json;

namespace GpServer.Wire.Writing;

/// <summary>Writes rows as objects. The names of the fields are encoded once for all rows.</summary>
sealed class AttributeWriter(JsonOutput json, ImmutableArray<Field> fields)
{
    readonly byte[][] _names = [.. fields.Select(field => JsonOutput.EncodeName(field.Name))];

    public void Write(object?[] values)
    {
        if (values.Length != _names.Length)
        {
            throw new InvalidOperationException($"A feature has {values.Length} values for {_names.Length} fields.");
        }

        json.StartObject();
        for (var i = 0; i < values.Length; i++)
        {
            json.Name(_names[i]);
            Write(values[i]);
        }

        json.EndObject();
    }

    void Write(object? value)
    {
        switch (value)
        {
            case null:
                json.Null();
                break;
            case string text:
                json.Value(text);
                break;
            case long number:
                json.Value(number);
                break;
            case double number:
                json.Value(number);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} cannot be an attribute.");
        }
    }
}
