using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>Finds the extent around features. Only features that may reach to its sides are read.</summary>
sealed class ExtentQuery(IFeatureLayer layer, SpatialReferences references, LayerFilter filter)
{
    const double EdgeTolerance = 1e-4;

    public LayerExtent Run(LayerQuery query, CancellationToken stop)
    {
        var (count, extent) = filter.IsEverything ? (layer.Count, layer.Extent.Copy()) : Around(filter.Matches(stop).ToList(), stop);
        var own = layer.Schema.SpatialReference;
        var wanted = query.OutSpatialReference ?? own;
        if (extent.IsNull || own is null || wanted is null || own.IsEquivalentTo(wanted))
        {
            return new LayerExtent(count, extent, wanted);
        }

        var transform = references.Transform(own, wanted);
        var rectangle = GeometryServices.Factory.ToGeometry(extent);
        var rough = transform.Apply(rectangle, out var outside);
        var size = Math.Max(rough.EnvelopeInternal.Width, rough.EnvelopeInternal.Height);
        var image = outside > 0 ? rough : transform.Apply(rectangle, size * EdgeTolerance, out outside);
        return new LayerExtent(count, outside == 0 ? image.EnvelopeInternal : OfEach(query, transform, stop), wanted);
    }

    (int Count, Envelope Extent) Around(List<LayerEntry> entries, CancellationToken stop)
    {
        var rough = new Envelope();
        foreach (var entry in entries)
        {
            if (entry.HasExtent)
            {
                rough.ExpandToInclude(entry.Envelope);
            }
        }

        // The index knows extents to seven digits, and may take them for a little larger.
        List<int> outer = [.. entries.Where(entry => entry.HasExtent && (
            Near(entry.MinX, rough.MinX) || Near(entry.MinY, rough.MinY) || Near(entry.MaxX, rough.MaxX) || Near(entry.MaxY, rough.MaxY)))
            .Select(entry => entry.Place)];
        var extent = new Envelope();
        if (outer.Count > 0)
        {
            foreach (var feature in layer.Read(new LayerSelection { Places = outer, Attributes = false }, stop))
            {
                extent.ExpandToInclude(feature.Geometry?.EnvelopeInternal ?? new Envelope());
            }
        }

        return (entries.Count, extent);
    }

    static bool Near(float side, double of) => Math.Abs(side - of) <= Math.Max(Math.Abs(of) * 4e-6, 1e-30);

    /// <summary>The extent around the images of all features: the layer's own has corners without one.</summary>
    Envelope OfEach(LayerQuery query, CoordinateTransform transform, CancellationToken stop)
    {
        var extent = new Envelope();
        List<int> places = [.. new LayerFilter(layer, query, references, stop).Matches(stop).Select(entry => entry.Place)];
        foreach (var feature in layer.Read(new LayerSelection { Places = places, Attributes = false }, stop))
        {
            if (feature.Geometry is { } geometry && transform.Apply(geometry, out var outside) is var image && outside == 0)
            {
                extent.ExpandToInclude(image.EnvelopeInternal);
            }
        }

        return extent;
    }
}
