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

    /// <summary>The same row with another shape.</summary>
    public Feature With(Geometry? geometry) => new(geometry, Attributes);

    /// <summary>The same shape and row with values added at the end, for a schema whose fields were added likewise.</summary>
    public Feature Append(params ReadOnlySpan<object?> values) => new(Geometry, [.. Attributes, .. values]);
}
