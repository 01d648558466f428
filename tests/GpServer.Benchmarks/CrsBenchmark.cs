using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Buffers;
using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;
using ProjNet.Geometries;

namespace GpServer.Benchmarks;

/// <summary>
/// Transforms of many points on one core beside ProjNET as its users have it: both systems from the table's well-known text, the
/// transform from its factory, and the fastest of its ways over many points. And geodesic circles.
/// </summary>
static class CrsBenchmark
{
    const int Points = 4_096;
    const int Rounds = 101;

    /// <summary>Source, target, and the degrees that the points lie in.</summary>
    static readonly (int Source, int Target, double West, double South, double East, double North)[] Cases =
    [
        (4326, 3857, -180, -85, 180, 85),
        (3857, 4326, -180, -85, 180, 85),
        (4326, 32633, 12, 0, 18, 84),
        (32633, 4326, 12, 0, 18, 84),
        (4326, 27700, -6, 50, 2, 59),
        (27700, 4326, -6, 50, 2, 59),
        (4326, 3413, -180, 60, 180, 89),
        (3413, 4326, -180, 60, 180, 89),
        (4326, 2154, -5, 42, 8, 51),
        (2154, 4326, -5, 42, 8, 51),
        (4326, 3035, -10, 35, 30, 70),
        (3035, 4326, -10, 35, 30, 70),
        (25832, 4326, 6, 38, 12, 70),
        (4258, 31467, 6, 47, 12, 55),
    ];

    public static void Run()
    {
        FirstUse();
        Console.WriteLine("million points/s: ours on spans of x and y, ours on x and y side by side, ProjNET's fastest; ratio");
        var table = CrsTable.Load();
        foreach (var (source, target, west, south, east, north) in Cases)
        {
            Measure(table, source, target, (west, south, east, north));
        }

        Circles();
    }

    /// <summary>What a process pays once: reading the table, and compiling.</summary>
    static void FirstUse()
    {
        var references = SpatialReferences.Default;
        double[] xs = [400_000];
        double[] ys = [200_000];
        var watch = Stopwatch.StartNew();
        references.Get(4326);
        var table = watch.Elapsed.TotalMilliseconds;
        references.Get(27700);
        var system = watch.Elapsed.TotalMilliseconds;
        var transform = references.Transform(references.Get(27700), references.Wgs84);
        var made = watch.Elapsed.TotalMilliseconds;
        transform.Apply(xs, ys);
        var first = watch.Elapsed.TotalMilliseconds;
        references.Transform(references.Get(25832), references.Wgs84).Apply(xs, ys);
        var second = watch.Elapsed.TotalMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first use, ms: table {table:F0}, a system {system - table:F1}, a transform {made - system:F1}, a point {first - made:F1}; "
            + $"another system, transform and point {second - first:F1}"));
    }

    static void Measure(CrsTable table, int source, int target, (double West, double South, double East, double North) area)
    {
        var references = SpatialReferences.Default;
        var (from, to) = (references.Get(source), references.Get(target));
        if (from.System.Projection?.IsComputed == false || to.System.Projection?.IsComputed == false)
        {
            Console.WriteLine($"{source,6} {target,6}   not computed");
            return;
        }

        var places = Places(area, references.Transform(references.Wgs84, from));
        var ours = references.Transform(from, to);
        var plain = PlainProjNet(table.Find(source)!, table.Find(target)!);
        Action[] ways = [Spans(places, ours), SideBySide(places, ours), .. plain is null ? [] : Plain(places, plain)];
        WarmUp(ways);
        var seconds = Turns.Median(Rounds, ways);
        var rates = seconds.Select(each => Points / each / 1e6).ToArray();
        var best = plain is null ? double.NaN : rates[2..].Max();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{source,6} {target,6} {rates[0],7:F2} {rates[1],7:F2} {best,7:F2}   ratio {rates[0] / best:F2}"));
    }

    /// <summary>A method gets its final code after 30 calls, compiled in the background.</summary>
    static void WarmUp(Action[] ways)
    {
        for (var i = 0; i < 40; i++)
        {
            Array.ForEach(ways, way => way());
        }

        Thread.Sleep(300);
        Array.ForEach(ways, way => way());
    }

    static Action Spans(XY[] places, CoordinateTransform transform)
    {
        var (sourceXs, sourceYs) = (places.Select(place => place.X).ToArray(), places.Select(place => place.Y).ToArray());
        var (xs, ys) = (new double[Points], new double[Points]);
        return () =>
        {
            sourceXs.CopyTo(xs, 0);
            sourceYs.CopyTo(ys, 0);
            transform.Apply(xs, ys);
        };
    }

    static Action SideBySide(XY[] places, CoordinateTransform transform)
    {
        var work = new XY[Points];
        return () =>
        {
            places.CopyTo(work, 0);
            transform.Apply(MemoryMarshal.Cast<XY, double>(work.AsSpan()), 2);
        };
    }

    /// <summary>Its ways over many points: two spans, a span of structures, a list of arrays, a call for each.</summary>
    static Action[] Plain(XY[] places, MathTransform transform)
    {
        var (sourceXs, sourceYs) = (places.Select(place => place.X).ToArray(), places.Select(place => place.Y).ToArray());
        var (xs, ys) = (new double[Points], new double[Points]);
        var work = new XY[Points];
        var list = places.Select(place => new[] { place.X, place.Y }).ToList();
        return
        [
            () =>
            {
                sourceXs.CopyTo(xs, 0);
                sourceYs.CopyTo(ys, 0);
                transform.Transform(xs, ys);
            },
            () =>
            {
                places.CopyTo(work, 0);
                transform.Transform(work);
            },
            () => GC.KeepAlive(transform.TransformList(list)),
            () =>
            {
                for (var i = 0; i < Points; i++)
                {
                    (xs[i], ys[i]) = transform.Transform(sourceXs[i], sourceYs[i]);
                }
            },
        ];
    }

    /// <summary>Null where ProjNET has no class for the projection.</summary>
    static MathTransform? PlainProjNet(CrsRow source, CrsRow target)
    {
        if (!((source.IsGeographic || source.IsNative) && (target.IsGeographic || target.IsNative)))
        {
            return null;
        }

        var factory = new CoordinateSystemFactory();
        return new CoordinateTransformationFactory()
            .CreateFromCoordinateSystems(factory.CreateFromWkt(source.ComputedText), factory.CreateFromWkt(target.ComputedText))
            .MathTransform;
    }

    static XY[] Places((double West, double South, double East, double North) area, CoordinateTransform toSource)
    {
        var random = new Random(5);
        var places = new XY[Points];
        foreach (ref var place in places.AsSpan())
        {
            place = new XY(
                area.West + ((area.East - area.West) * random.NextDouble()),
                area.South + ((area.North - area.South) * random.NextDouble()));
        }

        toSource.Apply(MemoryMarshal.Cast<XY, double>(places.AsSpan()), 2);
        return places;
    }

    static void Circles()
    {
        const int count = 5_000;
        var random = new Random(7);
        var points = Enumerable.Range(0, count)
            .Select(_ => GeometryServices.Factory.CreatePoint(
                new Coordinate((random.NextDouble() * 360) - 180, (random.NextDouble() * 140) - 70)))
            .ToArray();
        var buffer = new GeodesicPointBuffer(new Geodesic(SpatialReferences.Default.Wgs84.Ellipsoid), 10_000);
        var seconds = Turns.Median(Rounds, () => Array.ForEach(points, point => GC.KeepAlive(buffer.Buffer(point))));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"geodesic circles of 10 km, 96 vertices: {count / seconds[0]:F0} a second"));
    }
}
