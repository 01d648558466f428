using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using GpServer.Wire;
using NetTopologySuite.Geometries;

namespace GpServer.Benchmarks;

/// <summary>Point buffers beside NetTopologySuite, and the Buffer task on polygons with one core and with all.</summary>
static class BufferBenchmark
{
    const int Rounds = 7;

    public static void Run(string[] args)
    {
        Points();
        Polygons(args is [var file] ? File.ReadAllBytes(file) : SampleData.Polygons(4_000_000));
    }

    static void Points()
    {
        const int count = 20_000;
        var random = new Random(3);
        var points = Enumerable.Range(0, count)
            .Select(_ => GeometryServices.Factory.CreatePoint(new Coordinate(random.NextDouble() * 1e7, random.NextDouble() * 1e7)))
            .ToArray();
        var buffer = new SpatialServices(SpatialReferences.Default, 1, CancellationToken.None).PlanarBuffer(10_000);
        var seconds = Turns.Median(
            Rounds,
            () => Each(points, point => buffer(point)),
            () => Each(points, point => point.Buffer(10_000, 16)));
        Console.WriteLine($"point buffers {seconds[0] / count * 1e6:F2} µs, NetTopologySuite {seconds[1] / count * 1e6:F2} µs, " +
            $"ratio {seconds[0] / seconds[1]:F3}");
    }

    static void Polygons(byte[] json)
    {
        var one = seconds(1);
        var all = seconds(Environment.ProcessorCount);
        var median = Turns.Median(Rounds, one, all);
        Console.WriteLine($"Buffer of polygons: one core {median[0]:F2} s, {Environment.ProcessorCount} cores {median[1]:F2} s, " +
            $"speed-up {median[0] / median[1]:F2}");

        Action seconds(int cores) => () => Buffer(json, cores);
    }

    static void Buffer(byte[] json, int cores)
    {
        var tool = ToolCatalog.Scan(typeof(Tools.Analysis.Buffer).Assembly).Find("Buffer")!;
        var values = new Dictionary<string, ParameterText>
        {
            ["Input_Features"] = ParameterText.Form(json),
            ["Distance"] = ParameterText.Form("10 Kilometers"),
            ["env:processSR"] = ParameterText.Form("3857"),
        };
        var reading = new ValueReading { Features = new FeatureReader(), Limits = new ReadLimits { Vertices = long.MaxValue } };
        var inputs = TaskInputs.Read(tool.Definition, name => values.TryGetValue(name, out var text) ? text : null, reading);
        var runner = new TaskRunner(new RunOptions { Cores = cores }, TimeProvider.System, SpatialReferences.Default);
        using var results = runner.Run(tool, inputs, new RunSettings(), CancellationToken.None);
        GC.KeepAlive(((FeatureSet)results.Results[0].Value!).Features.Count());
    }

    static void Each(Point[] points, Func<Point, Geometry> buffer)
    {
        foreach (var point in points)
        {
            GC.KeepAlive(buffer(point));
        }
    }
}
