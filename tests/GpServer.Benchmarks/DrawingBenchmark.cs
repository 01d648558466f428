using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Wire.Drawing;
using GpServer.Wire.Drawing.Maps;
using GpServer.Wire.Drawing.Png;
using GpServer.Wire.Drawing.Symbols;
using NetTopologySuite.Geometries;

namespace GpServer.Benchmarks;

/// <summary>Pictures of 1,024 × 768 pixels: 5,000 polygons beside libcairo on the same data, and the circles around 135,000 points.</summary>
static class DrawingBenchmark
{
    const int Width = 1024;
    const int Height = 768;
    const int Rounds = 15;

    static readonly Color Fill = new(76, 129, 205, 153);
    static readonly Color Line = new(46, 77, 123);
    static readonly Renderer Plain = new SimpleRenderer(new FillSymbol(Fill) { Outline = new LineSymbol(Line, 0.75) });

    public static void Run(IReadOnlyList<string> args)
    {
        var world = MapView.Around(new Envelope(-180, 180, -90, 90), SpatialReferences.Default.Wgs84, Width, Height, 96);
        var polygons = Stars(5_000, 60);
        var layers = new[] { new MapLayer(polygons, Plain) };
        using var image = Draw(world, layers, 1);
        var work = new List<Action>
        {
            () => Draw(world, layers, Environment.ProcessorCount).Dispose(),
            () => Draw(world, layers, 1).Dispose(),
            () => PngWriter.Write(image, PngFormat.Rgba),
        };
        if (Cairo.IsThere)
        {
            work.Add(() => DrawByCairo(world, polygons, null));
        }
        else
        {
            Console.WriteLine("libcairo.so.2 is not there, so nothing is compared with it: apt-get install libcairo2.");
        }

        var seconds = Turns.Median(Rounds, [.. work]);
        Console.WriteLine($"5,000 polygons     {seconds[0] * 1e3,8:F1} ms on all cores, {seconds[1] * 1e3:F1} ms on one; as PNG {seconds[2] * 1e3:F1} ms more");
        if (seconds is [var all, var one, _, var cairo])
        {
            Console.WriteLine($"libcairo           {cairo * 1e3,8:F1} ms   ratio {all / cairo:F2}, on one core {one / cairo:F2}");
        }

        if (args is [var folder])
        {
            File.WriteAllBytes(Path.Combine(folder, "own.png"), PngWriter.Write(image, PngFormat.Rgba, 96));
            if (Cairo.IsThere)
            {
                DrawByCairo(world, polygons, Path.Combine(folder, "cairo.png"));
            }
        }

        Circles(world);
    }

    /// <summary>All circles of a world's places: most are less than a pixel.</summary>
    static void Circles(MapView world)
    {
        var layers = new[] { new MapLayer(Stars(135_233, 32, 0.05), Plain) };
        var close = MapView.Around(new Envelope(0, 6, 40, 44), SpatialReferences.Default.Wgs84, Width, Height, 96);
        var seconds = Turns.Median(
            Rounds,
            () => Draw(world, layers, Environment.ProcessorCount).Dispose(),
            () => Draw(close, layers, Environment.ProcessorCount).Dispose());
        Console.WriteLine($"135,233 circles    {seconds[0] * 1e3,8:F1} ms the world, {seconds[1] * 1e3:F1} ms six degrees of it");
    }

    static PixelImage Draw(MapView view, MapLayer[] layers, int threads) =>
        MapDrawing.Draw(view, layers, Color.White, SpatialReferences.Default, new DrawingLimits { Threads = threads }, CancellationToken.None);

    static void DrawByCairo(MapView view, MemoryLayer layer, string? file)
    {
        var surface = Cairo.CreateImage(Cairo.Argb32, Width, Height);
        var context = Cairo.Create(surface);
        Cairo.SetFillRule(context, Cairo.EvenOdd);
        Cairo.SetLineWidth(context, 1);
        Cairo.SetLineJoin(context, Cairo.RoundJoin);
        foreach (var feature in layer.Read(new LayerSelection(), CancellationToken.None))
        {
            var vertices = ((Polygon)feature.Geometry!).ExteriorRing.CoordinateSequence;
            for (var i = 0; i < vertices.Count - 1; i++)
            {
                var x = (vertices.GetX(i) - view.Extent.MinX) / view.PixelSize;
                var y = (view.Extent.MaxY - vertices.GetY(i)) / view.PixelSize;
                if (i == 0)
                {
                    Cairo.MoveTo(context, x, y);
                }
                else
                {
                    Cairo.LineTo(context, x, y);
                }
            }

            Cairo.ClosePath(context);
            SetColor(context, Fill);
            Cairo.FillPreserve(context);
            SetColor(context, Line);
            Cairo.Stroke(context);
        }

        Cairo.Flush(surface);
        if (file is not null)
        {
            _ = Cairo.WritePng(surface, file);
        }

        Cairo.Destroy(context);
        Cairo.DestroySurface(surface);
    }

    static void SetColor(nint context, Color color) =>
        Cairo.SetColor(context, color.Red / 255.0, color.Green / 255.0, color.Blue / 255.0, color.Alpha / 255.0);

    /// <summary>Star-shaped polygons all over the world.</summary>
    static MemoryLayer Stars(int count, int vertices, double? size = null)
    {
        var random = new Random(1);
        var schema = new FeatureSchema
        {
            GeometryType = GeometryType.Polygon,
            SpatialReference = SpatialReferences.Default.Wgs84,
            Fields = [new Field("OBJECTID", FieldType.OID)],
        };
        return new MemoryLayer(schema, Enumerable.Range(1, count).Select(id =>
        {
            var (x, y, radius) = ((random.NextDouble() * 350) - 175, (random.NextDouble() * 170) - 85, size ?? 0.5 + (random.NextDouble() * 2.5));
            var ring = new Coordinate[vertices + 1];
            for (var i = 0; i < vertices; i++)
            {
                var distance = radius * (size is null ? 0.7 + (0.3 * random.NextDouble()) : 1);
                ring[i] = new Coordinate(x + (distance * Math.Cos(Math.Tau * i / vertices)), y + (distance * Math.Sin(Math.Tau * i / vertices)));
            }

            ring[vertices] = ring[0];
            return new Feature(GeometryServices.Factory.CreatePolygon(ring), [(long)id]);
        }));
    }
}
