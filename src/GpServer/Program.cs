using GpServer.Hosting;
using GpServer.Scan;

return args is [ServerScan.Command, .. var settings]
    ? ServerScan.Run(settings, Console.Out, Console.Error)
    : await ServerHost.RunAsync(args, static _ => { });
