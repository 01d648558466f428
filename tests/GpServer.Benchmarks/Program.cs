using GpServer.Benchmarks;
using GpServer.Benchmarks.Jobs;
using GpServer.Core.Spatial;

// Every command measures its subject and what it is compared with in turns within one run, and prints the ratio of the medians: only
// such ratios mean anything on a machine that does other work too.
GeometryServices.Initialize();
switch (args)
{
    case ["wire", .. var rest]:
        WireBenchmark.Run(rest);
        break;
    case ["buffers", .. var rest]:
        BufferBenchmark.Run(rest);
        break;
    case ["drawing", .. var rest]:
        DrawingBenchmark.Run(rest);
        break;
    case ["crs"]:
        CrsBenchmark.Run();
        break;
    case ["http", var server, .. var rest]:
        await HttpBenchmark.RunAsync(server, rest);
        break;
    case ["polls", var server, .. var rest]:
        await PollBenchmark.RunAsync(server, rest is [var other] ? other : null);
        break;
    case ["memory", var server, var pid, .. var rest]:
        await MemoryBenchmark.RunAsync(server, pid, rest);
        break;
    case ["jobs", .. var rest]:
        await JobsBenchmark.RunAsync(rest);
        break;
    case ["secured", var server, var password]:
        await SecuredBenchmark.RunAsync(server, password);
        break;
    case ["layers", var server, var second, var password]:
        using (var layers = new LayersBenchmark(new Uri(server), new Uri(second), password))
        {
            await layers.RunAsync(new Uri("http://127.0.0.1:6099"));
        }

        break;
    case ["windows"]:
        await WindowBenchmark.RunAsync();
        break;
    case ["bare", var url]:
        await BareServer.RunAsync(url);
        break;
    default:
        Console.Error.WriteLine("""
            usage: GpServer.Benchmarks wire [file.esri.json]   reading and writing polygons, beside Utf8JsonReader and Utf8JsonWriter
                   GpServer.Benchmarks buffers                 point buffers beside NetTopologySuite; polygon buffers on one core and all
                   GpServer.Benchmarks drawing [FOLDER]        pictures of 5,000 polygons beside libcairo, and of 135,233 circles
                   GpServer.Benchmarks crs                     transforms of spatial references beside ProjNET; geodesic circles
                   GpServer.Benchmarks http URL                requests a second and a large request, beside a bare Kestrel handler
                   GpServer.Benchmarks polls URL [URL]         polls of a job a second, also on another node, beside a constant answer
                   GpServer.Benchmarks secured URL PASSWORD    secured requests beside public ones, and the time of refused sign-ins
                   GpServer.Benchmarks layers URL URL PASSWORD queries, pages and pictures of a hosted layer, and reading it by another server
                   GpServer.Benchmarks windows                 small windows of hosted layers, beside looking at every feature
                   GpServer.Benchmarks memory URL PID          peak resident memory of the server with that process id under a 65 MB request
                   GpServer.Benchmarks jobs [rounds]           jobs a second beside bare statements, and how soon jobs start, on both stores
            """);
        return 2;
}

return 0;
