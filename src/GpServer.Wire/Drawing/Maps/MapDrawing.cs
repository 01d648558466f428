using System.Runtime.ExceptionServices;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>Draws layers as a picture.</summary>
public static class MapDrawing
{
    /// <summary>
    /// Draws layers over a background: areas below lines below points, and among those of a kind the first layer on top. It keeps the calling
    /// thread, and others, busy until it is done.
    /// </summary>
    /// <param name="layers">The layers that are shown, in the order of their numbers. Tables have nothing to draw.</param>
    /// <exception cref="GpException">A layer cannot be projected to the system of the picture, or a limit was reached.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public static PixelImage Draw(
        MapView view, IReadOnlyList<MapLayer> layers, Color background, SpatialReferences references, DrawingLimits limits, CancellationToken stop)
    {
        using var time = new CancellationTokenSource(limits.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, time.Token);
        var image = new PixelImage(view.Width, view.Height);
        try
        {
            if (background.Alpha > 0)
            {
                image.Clear(background);
            }

            Draw(view, layers, image, references, limits, new DrawingBudget(limits, both.Token));
            return image;
        }
        catch (Exception e)
        {
            image.Dispose();
            var cause = e is AggregateException { InnerException: { } inner } ? inner : e;
            if (cause is OperationCanceledException && !stop.IsCancellationRequested && time.IsCancellationRequested)
            {
                throw new GpException(GpError.TimedOut,
                    $"Drawing took longer than {limits.Time.TotalSeconds} s, which is the limit; ask for a smaller extent or for fewer layers.");
            }

            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    static void Draw(
        MapView view, IReadOnlyList<MapLayer> layers, PixelImage image, SpatialReferences references, DrawingLimits limits, DrawingBudget budget)
    {
        using var canvas = new Canvas(image, limits.Threads);
        var ordered = layers.Where(layer => !layer.Features.Schema.IsTable && !layer.Features.Extent.IsNull)
            .Reverse().OrderBy(layer => Dimension(layer.Features.Schema.GeometryType));
        foreach (var layer in ordered)
        {
            using var drawing = new LayerDrawing(layer, view, references, limits.Threads, budget);
            drawing.Paint(canvas);
        }
    }

    static int Dimension(GeometryType type) => type switch
    {
        GeometryType.Point or GeometryType.Multipoint => 2,
        GeometryType.Polyline => 1,
        _ => 0,
    };
}
