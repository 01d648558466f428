using GpServer.Hosting;

return await ServerHost.RunAsync(args, static _ => { });
