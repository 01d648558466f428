using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Drawing;
using GpServer.Wire.Drawing.Maps;
using GpServer.Wire.Drawing.Symbols;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using GeometryType = GpServer.Core.Features.GeometryType;

namespace GpServer.Wire.Tests.Drawing;

public sealed class MapDrawingTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;
    static readonly Color Red = new(255, 0, 0);
    static readonly Renderer Plain = new SimpleRenderer(new FillSymbol(Red));

    [Fact]
    public void A_polygon_is_drawn_where_it_lies()
    {
        using var image = Draw(Window(0, 0, 100, 100), Plain, "POLYGON((10 20, 60 20, 60 70, 10 70, 10 20))");
        image[35, 55].ShouldBe(Red);
        image[35, 75].ShouldBe(Red);
        image[35, 85].ShouldBe(Color.Transparent);
        image[5, 55].ShouldBe(Color.Transparent);
        image[65, 55].ShouldBe(Color.Transparent);
        Covered(image).ShouldBe(2_500, 1);
    }

    [Fact]
    public void Holes_and_parts_are_drawn_as_such()
    {
        const string shape = "MULTIPOLYGON(((0 0, 50 0, 50 50, 0 50, 0 0),(10 10, 10 40, 40 40, 40 10, 10 10)),((60 60, 90 60, 90 90, 60 90, 60 60)))";
        using var image = Draw(Window(0, 0, 100, 100), Plain, shape);
        Covered(image).ShouldBe(2_500 - 900 + 900, 2);
        image[25, 75].ShouldBe(Color.Transparent);
        image[75, 25].ShouldBe(Red);
    }

    [Fact]
    public void Coordinates_are_projected_to_the_system_of_the_picture()
    {
        // 10 to 20 degrees of both, seen in Web Mercator.
        var view = MapView.Around(new Envelope(0, 3_339_584.7, 0, 3_503_549.8), References.WebMercator, 300, 315, 96);
        using var image = Draw(view, Plain, "POLYGON((10 10, 20 10, 20 20, 10 20, 10 10))");
        image[150, 200].ShouldBe(Red);
        image[95, 200].ShouldBe(Color.Transparent);
        image[205, 200].ShouldBe(Color.Transparent);

        // The latitude 20 is at 2,273,030.9 m.
        var top = (int)((view.Extent.MaxY - 2_273_030.9) / view.PixelSize);
        image[150, top + 2].ShouldBe(Red);
        image[150, top - 2].ShouldBe(Color.Transparent);
    }

    [Fact]
    public void The_poles_are_drawn_as_far_as_a_map_without_poles_goes()
    {
        var view = MapView.Around(new Envelope(-20e6, 20e6, -20e6, 20e6), References.WebMercator, 200, 200, 96);
        using var image = Draw(view, Plain, "POLYGON((-180 -90, 180 -90, 180 -70, -180 -70, -180 -90))");
        image[100, 195].ShouldBe(Red);
        image[100, 100].ShouldBe(Color.Transparent);
    }

    [Fact]
    public void A_picture_across_the_antimeridian_shows_both_sides()
    {
        var view = MapView.Around(new Envelope(160, 200, -20, 20), References.Wgs84, 200, 200, 96);
        using var image = Draw(view, Plain, "POLYGON((165 -5, 175 -5, 175 5, 165 5, 165 -5))", "POLYGON((-175 -5, -165 -5, -165 5, -175 5, -175 -5))");
        image[50, 100].ShouldBe(Red);
        image[100, 100].ShouldBe(Color.Transparent);
        image[150, 100].ShouldBe(Red);
    }

    [Fact]
    public void A_ring_that_jumps_at_the_antimeridian_is_drawn_the_short_way_on_both_sides()
    {
        var view = MapView.Around(new Envelope(-180, 180, -90, 90), References.Wgs84, 360, 180, 96);
        using var image = Draw(view, Plain, "POLYGON((170 -10, 180 -10, -180 -10, -170 -10, -170 10, -180 10, 180 10, 170 10, 170 -10))");
        image[355, 90].ShouldBe(Red);
        image[4, 90].ShouldBe(Red);
        image[180, 90].ShouldBe(Color.Transparent);
        Covered(image).ShouldBe(400, 2);

        // A band around the world has edges as long, and means them.
        using var band = Draw(view, Plain, "POLYGON((-180 -10, 180 -10, 180 10, -180 10, -180 -10))");
        Covered(band).ShouldBe(7_200, 2);
    }

    [Fact]
    public void A_polygon_around_the_pole_is_drawn_in_a_polar_map()
    {
        var view = MapView.Around(new Envelope(-5e6, 5e6, -5e6, 5e6), References.Get(3995), 200, 200, 96);
        using var image = Draw(view, Plain, "POLYGON((-180 80, -90 80, 0 80, 90 80, 180 80, 180 90, -180 90, -180 80))");
        image[102, 98].ShouldBe(Red);
        image[5, 5].ShouldBe(Color.Transparent);
    }

    [Fact]
    public void Areas_are_below_lines_and_lines_below_points_and_the_first_layer_is_on_top()
    {
        var blue = new Color(0, 0, 255);
        var green = new Color(0, 128, 0);
        var points = new MapLayer(Layer("POINT(50 50)"), new SimpleRenderer(new MarkerSymbol(green, 12, MarkerShape.Square)));
        var lines = new MapLayer(Layer("LINESTRING(0 50, 100 50)"), new SimpleRenderer(new LineSymbol(blue, 15)));
        var areas = new MapLayer(Layer("POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))"), Plain);
        var others = new MapLayer(Layer("POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))"), new SimpleRenderer(new FillSymbol(blue)));
        using var image = Draw(Window(0, 0, 100, 100), points, areas, lines, others);
        image[50, 50].ShouldBe(green);
        image[20, 50].ShouldBe(blue);
        image[20, 20].ShouldBe(Red);
    }

    [Fact]
    public void Shapes_of_less_than_a_pixel_are_dots_and_are_not_read()
    {
        var layer = Layer([.. Enumerable.Range(0, 50).Select(i => FormattableString.Invariant($"POLYGON(({i * 2} 50, {i * 2}.01 50, {i * 2}.01 50.01, {i * 2} 50))"))]);
        var renderer = new SimpleRenderer(new FillSymbol(Red) { Outline = new LineSymbol(Color.Black, 0.75) });
        using var image = Draw(Window(0, 0, 100, 100), new MapLayer(layer, renderer));
        layer.Reads.ShouldBe(0);
        for (var i = 1; i < 50; i++)
        {
            (image[(i * 2) - 1, 49].Alpha + image[i * 2, 49].Alpha + image[(i * 2) - 1, 50].Alpha + image[i * 2, 50].Alpha).ShouldBeGreaterThan(150);
        }
    }

    [Fact]
    public void Points_are_drawn_by_the_index_alone_unless_their_values_count()
    {
        var layer = Layer("POINT(20 20)", "POINT(70 30)");
        var symbol = new MarkerSymbol(Red, 9);
        using (var image = Draw(Window(0, 0, 100, 100), new MapLayer(layer, new SimpleRenderer(symbol))))
        {
            layer.Reads.ShouldBe(0);
            image[20, 79].ShouldBe(Red);
            image[70, 69].ShouldBe(Red);
        }

        var filtered = new MapLayer(layer, new SimpleRenderer(symbol)) { Filter = feature => (long)feature.Attributes[0]! == 2 };
        using var one = Draw(Window(0, 0, 100, 100), filtered);
        layer.Reads.ShouldBe(2);
        one[20, 79].ShouldBe(Color.Transparent);
        one[70, 69].ShouldBe(Red);
    }

    [Fact]
    public void Only_what_is_in_the_picture_is_read()
    {
        var layer = Layer([.. Enumerable.Range(0, 100).Select(i => $"POLYGON(({i - 50} 0, {i - 50}.9 0, {i - 50}.9 1, {i - 50} 1, {i - 50} 0))")]);
        using var image = Draw(Window(20, 0, 22.8, 2.8), new MapLayer(layer, Plain));
        layer.Reads.ShouldBeInRange(3, 5);
    }

    [Theory]
    [InlineData("POLYGON((-1e15 -1e15, 1e15 -1e15, 1e15 1e15, -1e15 1e15, -1e15 -1e15))", 10_000)]
    [InlineData("POLYGON((-1e15 0, 50 0, 50 100, -1e15 100, -1e15 0))", 5_000)]
    [InlineData("POLYGON((50 -1e12, 1e12 -1e12, 1e12 1e12, 50 1e12, 50 -1e12))", 5_000)]
    [InlineData("POLYGON((1e9 1e9, 2e9 1e9, 2e9 2e9, 1e9 1e9))", 0)]
    [InlineData("POLYGON((-1e15 -1e15, 1e15 1e15, 1e15 -1e15, -1e15 -1e15))", 5_000)]
    public void Shapes_far_larger_than_the_picture_are_exact_in_it(string shape, double area)
    {
        // In a system without turns, where nothing comes again.
        var system = References.Get(25832);
        var view = MapView.Around(new Envelope(0, 100, 0, 100), system, 100, 100, 96);
        var layer = new CountingLayer(new FeatureSet(Schema(GeometryType.Polygon, system), [new Feature(new WKTReader().Read(shape), [1L])]));
        using var image = Draw(view, new MapLayer(layer, Plain));
        Covered(image).ShouldBe(area, 60);
    }

    [Fact]
    public void Coordinates_that_are_no_numbers_are_left_out()
    {
        var ring = new Coordinate[] { new(10, 10), new(90, 10), new(double.NaN, 5), new(90, 90), new(10, 90), new(10, 10) };
        var polygon = GeometryServices.Factory.CreatePolygon(ring);
        var schema = Schema(GeometryType.Polygon, References.Wgs84);
        var layer = new CountingLayer(new FeatureSet(schema, [new Feature(polygon, [1L])]), new Envelope(10, 90, 10, 90));
        using var image = Draw(Window(0, 0, 100, 100), new MapLayer(layer, Plain));
        Covered(image).ShouldBe(6_400, 5);
    }

    [Fact]
    public void Values_choose_symbols()
    {
        var renderer = RendererReader.Read("""
            {"type":"uniqueValue","field1":"OBJECTID","uniqueValueInfos":[
              {"value":"1","label":"one","symbol":{"type":"esriSFS","style":"esriSFSSolid","color":[1,2,3,255]}},
              {"value":2,"symbol":{"type":"esriSFS","style":"esriSFSSolid","color":[4,5,6,255]}}]}
            """, GeometryType.Polygon, 0);
        using var image = Draw(Window(0, 0, 30, 10), renderer, Square(0), Square(10), Square(20));
        image[16, 50].ShouldBe(new Color(1, 2, 3));
        image[50, 50].ShouldBe(new Color(4, 5, 6));
        image[83, 50].ShouldBe(Color.Transparent);
    }

    [Fact]
    public void Classes_choose_symbols_by_number()
    {
        var renderer = RendererReader.Read("""
            {"drawingInfo":null,"renderer":{"type":"classBreaks","field":"OBJECTID","minValue":1,"defaultSymbol":{"type":"esriSFS","color":[9,9,9,255]},
             "classBreakInfos":[{"classMaxValue":1,"symbol":{"type":"esriSFS","color":[1,2,3,255]}},{"classMaxValue":2,"symbol":{"type":"esriSFS","color":[4,5,6,255]}}]},
             "transparency":0}
            """, GeometryType.Polygon, 0);
        using var image = Draw(Window(0, 0, 30, 10), renderer, Square(0), Square(10), Square(20));
        image[16, 50].ShouldBe(new Color(1, 2, 3));
        image[50, 50].ShouldBe(new Color(4, 5, 6));
        image[83, 50].ShouldBe(new Color(9, 9, 9));
    }

    [Theory]
    [InlineData("""{"type":"simple","symbol":{"type":"esriPMS","url":"a.png"}}""")]
    [InlineData("""{"type":"simple","symbol":{"type":"esriPFS"}}""")]
    [InlineData("""{"type":"heatmap"}""")]
    public void Symbols_that_are_not_known_are_drawn_as_by_default(string renderer)
    {
        using var image = Draw(Window(0, 0, 10, 10), RendererReader.Read(renderer, GeometryType.Polygon, 3), Square(0));
        using var usual = Draw(Window(0, 0, 10, 10), DefaultSymbols.Renderer(GeometryType.Polygon, 3), Square(0));
        image.Pixels.ToArray().ShouldBe(usual.Pixels.ToArray());
        image[50, 50].Alpha.ShouldBeGreaterThan((byte)100);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("[1]")]
    [InlineData("{")]
    public void What_is_no_renderer_is_refused(string text) =>
        Should.Throw<GpException>(() => RendererReader.Read(text, GeometryType.Polygon, 0)).Error.ShouldBe(GpError.InvalidParameter);

    [Theory]
    [InlineData("esriSFSHorizontal")]
    [InlineData("esriSFSVertical")]
    [InlineData("esriSFSForwardDiagonal")]
    [InlineData("esriSFSBackwardDiagonal")]
    [InlineData("esriSFSCross")]
    [InlineData("esriSFSDiagonalCross")]
    public void Hatches_have_lines_and_gaps(string style)
    {
        var renderer = RendererReader.Read($$$"""{"type":"simple","symbol":{"type":"esriSFS","style":"{{{style}}}","color":[255,0,0,255]}}""", GeometryType.Polygon, 0);
        using var image = Draw(Window(0, 0, 10, 10), renderer, Square(0));
        var covered = Covered(image);
        covered.ShouldBeInRange(500, 5_000);
        image.Pixels.ToArray().Count(pixel => pixel == 0).ShouldBeGreaterThan(2_000);
    }

    [Theory]
    [InlineData(MarkerShape.Circle, 113)]
    [InlineData(MarkerShape.Square, 144)]
    [InlineData(MarkerShape.Diamond, 72)]
    [InlineData(MarkerShape.Triangle, 72)]
    public void Markers_have_the_size_of_their_points(MarkerShape shape, double area)
    {
        // 9 points are 12 pixels of 96 an inch.
        using var image = Draw(Window(0, 0, 100, 100), new SimpleRenderer(new MarkerSymbol(Red, 9, shape)), "POINT(50 50)");
        Covered(image).ShouldBe(area, 3);
    }

    [Fact]
    public void Drawing_stops_when_nobody_wants_it_and_when_its_budget_is_used_up()
    {
        var layers = new[] { new MapLayer(Layer(Square(0)), Plain) };
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => MapDrawing.Draw(Window(0, 0, 10, 10), layers, default, References, new DrawingLimits(), stop.Token));
        var budget = new DrawingLimits { Vertices = 4 };
        Should.Throw<GpException>(() => MapDrawing.Draw(Window(0, 0, 10, 10), layers, default, References, budget, default)).Error.ShouldBe(GpError.LimitExceeded);
        var time = new DrawingLimits { Time = TimeSpan.Zero };
        Should.Throw<GpException>(() => MapDrawing.Draw(Window(0, 0, 10, 10), layers, default, References, time, default)).Error.ShouldBe(GpError.TimedOut);
    }

    [Fact]
    public void One_thread_and_several_draw_the_same()
    {
        var random = new Random(4);
        string[] shapes = [.. Enumerable.Range(0, 5_000).Select(_ =>
        {
            var (x, y, size) = (random.NextDouble() * 100, random.NextDouble() * 100, random.NextDouble() * 4);
            return FormattableString.Invariant($"POLYGON(({x} {y}, {x + size} {y}, {x + size} {y + size}, {x} {y + size}, {x} {y}))");
        })];
        var layers = new[] { new MapLayer(Layer(shapes), DefaultSymbols.Renderer(GeometryType.Polygon, 0)) };
        using var one = MapDrawing.Draw(Window(0, 0, 100, 100), layers, Color.White, References, new DrawingLimits { Threads = 1 }, default);
        using var many = MapDrawing.Draw(Window(0, 0, 100, 100), layers, Color.White, References, new DrawingLimits { Threads = 4 }, default);
        for (var i = 0; i < one.Pixels.Length; i++)
        {
            Math.Abs((one.Pixels[i] & 255) - (double)(many.Pixels[i] & 255)).ShouldBeLessThanOrEqualTo(3);
        }
    }

    static string Square(int x) => $"POLYGON(({x} 0, {x + 10} 0, {x + 10} 10, {x} 10, {x} 0))";

    static MapView Window(double west, double south, double east, double north)
    {
        var pixels = 100 / Math.Max(east - west, north - south);
        return MapView.Around(new Envelope(west, east, south, north), References.Wgs84, 100, (int)Math.Max(100, (north - south) * pixels), 96);
    }

    static PixelImage Draw(MapView view, Renderer renderer, params string[] shapes) => Draw(view, new MapLayer(Layer(shapes), renderer));

    static PixelImage Draw(MapView view, params MapLayer[] layers) =>
        MapDrawing.Draw(view, layers, Color.Transparent, References, new DrawingLimits(), default);

    static CountingLayer Layer(params string[] shapes)
    {
        var reader = new WKTReader();
        var features = shapes.Select((shape, i) => new Feature(reader.Read(shape), [(long)i + 1])).ToList();
        var type = features[0].Geometry!.Dimension switch
        {
            Dimension.Point => GeometryType.Point,
            Dimension.Curve => GeometryType.Polyline,
            _ => GeometryType.Polygon,
        };
        return new CountingLayer(new FeatureSet(Schema(type, References.Wgs84), features));
    }

    static FeatureSchema Schema(GeometryType type, SpatialReference system) =>
        new() { GeometryType = type, SpatialReference = system, Fields = [new Field("OBJECTID", FieldType.OID)] };

    static double Covered(PixelImage image) => image.Pixels.ToArray().Sum(pixel => (pixel >> 24) / 255.0);
}
