using System.Collections.Immutable;
using GpServer.Core.Spatial;

namespace GpServer.Core.Features;

/// <summary>What all features of a set have in common: fields, kind of shape, dimensions and spatial reference.</summary>
public sealed record FeatureSchema
{
    public ImmutableArray<Field> Fields { get; init; } = [];

    public GeometryType GeometryType { get; init; }

    public bool HasZ { get; init; }

    public bool HasM { get; init; }

    /// <summary>Null when nobody said in which system the coordinates are.</summary>
    public SpatialReference? SpatialReference { get; init; }

    public string DisplayFieldName { get; init; } = "";

    public bool IsTable => GeometryType == GeometryType.None;

    /// <summary>The place of the object id field, or -1.</summary>
    public int ObjectIdIndex
    {
        get
        {
            for (var i = 0; i < Fields.Length; i++)
            {
                if (Fields[i].Type == FieldType.OID)
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>The place of the field of this name, compared without regard to case as databases do, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (string.Equals(Fields[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary><paramref name="name"/>, or <paramref name="name"/>_1, _2 … when a field of that name is there already.</summary>
    public string FreeName(string name)
    {
        var free = name;
        for (var i = 1; IndexOf(free) >= 0; i++)
        {
            free = $"{name}_{i}";
        }

        return free;
    }

    /// <summary>The same schema with fields added at the end.</summary>
    public FeatureSchema Append(params ReadOnlySpan<Field> fields) => this with { Fields = [.. Fields, .. fields] };
}
