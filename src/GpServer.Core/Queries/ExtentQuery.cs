using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Queries;

/// <summary>Finds the extent around features. Only features that may reach to its sides are read.</summary>
sealed class ExtentQuery(IFeatureLayer layer, SpatialReferences references)
{
    const double EdgeTolerance = 1e-4;

    /// <param name="wanted">The system in which the extent is wanted; null for that of the layer.</param>
    public LayerExtent Run(List<LayerEntry> entries, SpatialReference? wanted, CancellationToken stop)
    {
        var extent = entries.Count == layer.Count ? layer.Extent.Copy() : Around(entries, stop);
        var own = layer.Schema.SpatialReference;
        wanted ??= own;
        if (extent.IsNull || own is null || wanted is null || own.IsEquivalentTo(wanted))
        {
            return new LayerExtent(entries.Count, extent, wanted);
        }

        var transform = references.Transform(own, wanted);
        var rectangle = GeometryServices.Factory.ToGeometry(extent);
        var rough = transform.Apply(rectangle, out var outside);
        var size = Math.Max(rough.EnvelopeInternal.Width, rough.EnvelopeInternal.Height);
        var image = outside > 0 ? rough : transform.Apply(rectangle, size * EdgeTolerance, out outside);
        return new LayerExtent(entries.Count, outside == 0 ? image.EnvelopeInternal : OfEach(entries, transform, stop), wanted);
    }

    Envelope Around(List<LayerEntry> entries, CancellationToken stop)
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

        return extent;
    }

    static bool Near(float side, double of) => Math.Abs(side - of) <= Math.Max(Math.Abs(of) * 4e-6, 1e-30);

    /// <summary>The extent around the images of all features: the layer's own has corners without one.</summary>
    Envelope OfEach(List<LayerEntry> entries, CoordinateTransform transform, CancellationToken stop)
    {
        var extent = new Envelope();
        List<int> places = entries.ConvertAll(entry => entry.Place);
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
