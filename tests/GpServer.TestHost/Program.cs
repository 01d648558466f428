using GpServer.Catalog;
using GpServer.Core.Tools;
using GpServer.Hosting;
using GpServer.TestHost;
using GpServer.TestHost.Tools;

// The server as it is, with tools that do what tools in the field do to it: wait, ignore, kill, fill.
return await ServerHost.RunAsync(args, static services => services
    .AddSingleton(_ => new ToolCatalog(
    [
        .. ToolCatalog.Scan(typeof(GpServer.Tools.Analysis.Buffer).Assembly).Tools,
        .. ToolCatalog.Scan(typeof(Nothing).Assembly).Tools,
    ]))
    .AddSingleton<FirstServices>(TestServices.Make));
