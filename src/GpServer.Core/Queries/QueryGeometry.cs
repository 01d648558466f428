using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>Brings the geometry of a query into the system of a layer.</summary>
static class QueryGeometry
{
    /// <summary>By which part of its size the image of an edge may be off.</summary>
    const double Tolerance = 1e-5;

    /// <summary>Web Mercator has no poles. Nothing that it can show lies beyond this latitude.</summary>
    const double LastLatitude = 89.99;

    /// <summary>
    /// The geometry, with its distance around it, in the layer's system. Where it has no image there (a world's extent on the map of a
    /// region), it stays as it is and the transform takes features to it.
    /// </summary>
    /// <exception cref="GpException">One of the systems cannot be computed, or a distance is given where no system is known.</exception>
    public static (Geometry Geometry, CoordinateTransform? FromLayer) InSystemOf(
        SpatialFilter filter, SpatialReference? layer, SpatialReferences references, CancellationToken stop)
    {
        var own = filter.SpatialReference ?? layer;
        var geometry = filter.Distance > 0 ? Around(filter, own, references, stop) : filter.Geometry;
        if (own is null || layer is null || geometry.IsEmpty || own.IsEquivalentTo(layer))
        {
            return (geometry, null);
        }

        var transform = references.Transform(own, layer);
        if (Image(geometry, transform) is { } image)
        {
            return (image, null);
        }

        return layer.IsEquivalentTo(references.WebMercator) && own.IsEquivalentTo(references.Wgs84)
            && Image(WithoutPoles(geometry), transform) is { } rest
            ? (rest, null)
            : (geometry, references.Transform(layer, own));
    }

    static Geometry Around(SpatialFilter filter, SpatialReference? system, SpatialReferences references, CancellationToken stop)
    {
        if (system is null)
        {
            throw new GpException(
                GpError.SpatialReference,
                "distance: neither the geometry nor the layer has a known spatial reference to measure in.");
        }

        return new SpatialServices(references, cores: 1, stop).GeodesicBuffer(filter.Distance, system)(filter.Geometry);
    }

    static Geometry? Image(Geometry geometry, CoordinateTransform transform)
    {
        // The size of the image says how fine it has to be.
        var rough = transform.Apply(geometry, out var outside);
        if (outside > 0)
        {
            return null;
        }

        var size = Math.Max(rough.EnvelopeInternal.Width, rough.EnvelopeInternal.Height);
        var image = transform.Apply(geometry, size * Tolerance, out outside);
        return outside > 0 || image.IsEmpty ? null : image;
    }

    static Geometry WithoutPoles(Geometry geometry)
    {
        var extent = geometry.EnvelopeInternal;
        var band = new Envelope(extent.MinX, extent.MaxX, Math.Max(extent.MinY, -LastLatitude), Math.Min(extent.MaxY, LastLatitude));
        return band.IsNull ? geometry : geometry.Intersection(GeometryServices.Factory.ToGeometry(band));
    }
}
