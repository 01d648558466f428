using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Reading;

/// <summary>
/// Brings geometries that name a spatial reference of their own into that of the set. Most name that of the set, each of them anew, so the
/// last one is remembered by its text.
/// </summary>
sealed class GeometryProjection(SpatialReference? target, ReadingPlace place)
{
    byte[] _lastText = [];
    CoordinateTransform? _last;
    CoordinateTransform? _current;

    /// <summary>Reads the spatial reference of the geometry that is being read.</summary>
    public void ReadSource(ref JsonScanner json)
    {
        var start = json;
        var text = json.SkipRaw();
        if (!text.SequenceEqual(_lastText))
        {
            _last = TransformFrom(place.ReadSpatialReference(ref start));
            _lastText = text.ToArray();
        }

        _current = _last;
    }

    /// <summary>The geometry in the spatial reference of the set.</summary>
    public Geometry Apply(Geometry geometry)
    {
        var transform = _current;
        _current = null;
        if (transform is null)
        {
            return geometry;
        }

        var projected = transform.Apply(geometry, out var outside);
        return outside == 0
            ? projected
            : throw place.Invalid($"the geometry is in {transform.From} and cannot be projected to {transform.To}, that of its set");
    }

    CoordinateTransform? TransformFrom(SpatialReference? source)
    {
        if (source is null || target is null || source.IsEquivalentTo(target))
        {
            return null;
        }

        try
        {
            return place.Options.Reading.SpatialReferences.Transform(source, target);
        }
        catch (GpException problem)
        {
            throw place.Fail(problem.Error, problem.Message, problem);
        }
    }
}
