using NetTopologySuite.Geometries;

namespace GpServer.Core.Features;

/// <summary>
/// A geometry (or none) and one row of attribute values in the order of the schema's fields. A value is null or, by the field's type,
/// a <c>long</c> (SmallInteger, Integer, BigInteger, OID; Date as milliseconds since 1970-01-01 UTC), a <c>double</c> (Single, Double)
/// or a <c>string</c> (all others). Never change the array of a feature that came from elsewhere: sets share it.
/// </summary>
public sealed class Feature(Geometry? geometry, object?[] attributes)
{
    public Geometry? Geometry { get; } = geometry;

    public object?[] Attributes { get; } = attributes;

    /// <summary>
    /// How much memory the feature takes, counted in vertices of 16 bytes: its vertices, and its values and their text as far as they take more
    /// than a few.
    /// </summary>
    internal int Weight
    {
        get
        {
            const int charactersOfAVertex = 8;
            var weight = (Geometry?.NumPoints ?? 0) + (Attributes.Length / 2);
            foreach (var value in Attributes)
            {
                weight += value is string text ? text.Length / charactersOfAVertex : 0;
            }

            return weight;
        }
    }

    /// <summary>The same row with another shape.</summary>
    public Feature With(Geometry? geometry) => new(geometry, Attributes);

    /// <summary>The same shape and row with values added at the end, for a schema whose fields were added likewise.</summary>
    public Feature Append(params ReadOnlySpan<object?> values) => new(Geometry, [.. Attributes, .. values]);
}
