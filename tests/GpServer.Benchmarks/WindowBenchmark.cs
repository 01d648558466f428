using System.Diagnostics;
using System.Globalization;
using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using GpServer.Storage;
using GpServer.Storage.Hosted;
using GpServer.Storage.Layers;
using NetTopologySuite.Geometries;

namespace GpServer.Benchmarks;

/// <summary>
/// Hosted layers in a SQLite file, without HTTP: writing them, reading the index, and small windows, each for the first time and again, beside
/// looking at the extents of all features.
/// </summary>
static class WindowBenchmark
{
    const double Side = 1e7;
    const int Windows = 500;

    public static async Task RunAsync()
    {
        await RunAsync("buffers", Buffers(135_233), wanted: 50);
        await RunAsync("points", Points(1_000_000), wanted: 100);
    }

    static async Task RunAsync(string name, List<Feature> features, int wanted)
    {
        var folder = Directory.CreateTempSubdirectory("gpserver-windows-");
        try
        {
            var store = await Store.OpenAsync(new StoreOptions { DataDirectory = folder.FullName }, TimeProvider.System, CancellationToken.None);
            await using (store)
            {
                var cache = new LayerCache(128 << 20, 128 << 20);
                var services = new HostedServices(store, SpatialReferences.Default, cache);
                var watch = Stopwatch.StartNew();
                await WriteAsync(store, name, features);
                Say($"{features.Count} {name} written: {watch.Elapsed.TotalSeconds:F1} s");
                var service = (await services.FindAsync(name, CancellationToken.None))!;
                var layer = services.Open(service.Version, (await services.LayersAsync(service.Version, CancellationToken.None))[0]);
                watch.Restart();
                layer.Find(new Envelope(0, 1, 0, 1));
                Say($"index read: {watch.Elapsed.TotalMilliseconds:F0} ms; {service.Bytes / 1e6:F1} MB stored");
                var side = Side * Math.Sqrt((double)wanted / features.Count);
                Measure("windows for the first time", layer, side);
                Measure("the same windows again", layer, side);
                Plain(features, side);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task WriteAsync(Store store, string name, List<Feature> features)
    {
        var schema = new FeatureSchema
        {
            GeometryType = features[0].Geometry is Point ? GeometryType.Point : GeometryType.Polygon,
            SpatialReference = SpatialReferences.Default.Get(3857),
            Fields = [new Field("OBJECTID", FieldType.OID), new Field("name", FieldType.String)],
        };
        var writer = new HostedWriter(0, name, new FeatureSet(schema, features));
        var version = await store.WriteAsync((session, stop) => HostedRows.BeginAsync(session, 1, 1, stop), CancellationToken.None);
        foreach (var rows in writer.Rows().Chunk(64))
        {
            await store.WriteAsync(async (session, stop) =>
            {
                await HostedRows.InsertAsync(session, version, rows, stop);
                return true;
            }, CancellationToken.None);
        }

        var claim = new HostedClaim { Name = name, User = "bench", Service = "Toolbox", JobId = "j" };
        await store.WriteAsync(async (session, stop) =>
        {
            await PublishHosted.RunAsync(session, new HostedPublication(claim, version, [writer.Layer]), new HostedLimits(), stop);
            return true;
        }, CancellationToken.None);
    }

    static void Measure(string what, StoredLayer layer, double side)
    {
        var (times, features) = (new List<double>(), 0);
        foreach (var window in WindowsOf(side))
        {
            var began = Stopwatch.GetTimestamp();
            var places = layer.Find(window).Select(entry => entry.Place).ToList();
            features += layer.Read(new LayerSelection { Places = places }, CancellationToken.None).Count(
                feature => feature.Geometry!.EnvelopeInternal.Intersects(window));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Show(what, times, features);
    }

    static void Plain(List<Feature> all, double side)
    {
        var (times, features) = (new List<double>(), 0);
        foreach (var window in WindowsOf(side).Take(50))
        {
            var began = Stopwatch.GetTimestamp();
            features += all.Count(feature => feature.Geometry!.EnvelopeInternal.Intersects(window));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Show("looking at every feature in memory", times, features);
    }

    static IEnumerable<Envelope> WindowsOf(double side)
    {
        var random = new Random(5);
        for (var i = 0; i < Windows; i++)
        {
            var (x, y) = (random.NextDouble() * (Side - side), random.NextDouble() * (Side - side));
            yield return new Envelope(x, x + side, y, y + side);
        }
    }

    static List<Feature> Points(int count)
    {
        var random = new Random(1);
        var points = new List<Feature>(count);
        for (var i = 0; i < count; i++)
        {
            points.Add(new Feature(
                GeometryServices.Factory.CreatePoint(new Coordinate(random.NextDouble() * Side, random.NextDouble() * Side)), [i + 1L, $"point {i}"]));
        }

        return points;
    }

    static List<Feature> Buffers(int count) =>
        [.. Points(count).Select(point => point.With(point.Geometry!.Buffer(5_000, 16)))];

    static void Show(string what, List<double> times, int features)
    {
        times.Sort();
        Say($"{what}, ms (median / 95 %): {times[times.Count / 2]:F2} / {times[(int)(0.95 * (times.Count - 1))]:F2}; {features / times.Count} features each");
    }

    static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
