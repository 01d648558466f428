using GpServer.Soak;

// Loads the server for a while, kills what it stands on at random, and then looks whether every promise was kept.
if (SoakOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine("Usage: GpServer.Soak [--minutes 30] [--store postgresql|sqlite] [--seed 1]");
    return 2;
}

return await SoakRun.RunAsync(options) ? 0 : 1;
