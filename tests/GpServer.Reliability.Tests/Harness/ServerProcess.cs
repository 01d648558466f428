using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>
/// A node: the server of the tests as a real process on a port of its own, which can be killed, frozen and started again on the same data.
/// </summary>
sealed class ServerProcess : IAsyncDisposable
{
    const string Listening = "Now listening on: ";
    const int MostLines = 20_000;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { Timeout = TimeSpan.FromSeconds(5) };

    readonly ProcessStartInfo _start;
    readonly ConcurrentQueue<string> _lines = new();
    Process? _process;
    volatile int _id;

    /// <param name="arguments">The server's arguments beside its address.</param>
    /// <param name="effects">The file to which runs append what they did.</param>
    /// <param name="fileBytes">How large any file may grow that the process writes, as on a disk that is full; 0 for no bound.</param>
    public ServerProcess(IEnumerable<string> arguments, string effects, long fileBytes = 0)
    {
        string[] program = fileBytes > 0 ? ["prlimit", $"--fsize={fileBytes}", "dotnet"] : ["dotnet"];
        _start = new ProcessStartInfo(program[0],
        [
            .. program[1..], Program, "--urls", "http://127.0.0.1:0", "--Serilog:MinimumLevel:Default=Warning",
            "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Information", .. arguments,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _start.Environment["GPSERVER_TEST_EFFECTS"] = effects;
        if (fileBytes > 0)
        {
            // The runtime keeps its code in a file in memory of two gigabytes unless it is told not to.
            _start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }
    }

    /// <summary>Where it is reached; another port after each start.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public GpClient Client { get; private set; } = null!;

    public int Id => _id;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The resident memory in bytes; 0 while it does not run.</summary>
    public long Memory
    {
        get
        {
            // Read by the system's own means: a process that ends in this moment is no error here.
            try
            {
                var pages = File.ReadAllText($"/proc/{_id}/statm").Split(' ')[1];
                return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    /// <summary>The end of what all its processes wrote.</summary>
    public string Log
    {
        get
        {
            var text = new StringBuilder();
            foreach (var line in _lines.TakeLast(200))
            {
                text.AppendLine(line);
            }

            return text.ToString();
        }
    }

    // The server of the tests is built in the same configuration beside the project that uses it.
    static string Program
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            var configuration = folder.Parent!;
            var tests = configuration.Parent!.Parent!.Parent!;
            var program = Path.Combine(tests.FullName, "GpServer.TestHost", "bin", configuration.Name, folder.Name, "GpServer.TestHost.dll");
            return File.Exists(program) ? program : throw new InvalidOperationException($"{program} is missing: build GpServer.TestHost.");
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the text is what it wrote.</exception>
    public async Task StartAsync()
    {
        await LaunchAsync();
        await UntilAsync(async () => await ReadinessAsync() == HttpStatusCode.OK, Patience, "the node is ready");
    }

    /// <summary>Starts it and waits until it has ended, since what it finds to do kills it.</summary>
    public async Task RunToDeathAsync()
    {
        Begin();
        await ExitAsync();
    }

    /// <summary>Starts it and waits until it listens, whether it is ready or not.</summary>
    public async Task LaunchAsync()
    {
        var (process, listens) = Begin();
        var first = await Task.WhenAny(listens, process.WaitForExitAsync(), Task.Delay(Patience));
        Address = first == listens
            ? await listens
            : throw new InvalidOperationException($"The node did not start:\n{Log}");
        Client = new GpClient(Address);
    }

    /// <summary>What <c>/healthz/ready</c> says, or null when nobody answers.</summary>
    public async Task<HttpStatusCode?> ReadinessAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "/healthz/ready"));
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary><c>kill -9</c>: the process does nothing more, not even tidy up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await ExitAsync();
    }

    public void Freeze() => Signals.Freeze(Id);

    public void Wake() => Signals.Wake(Id);

    /// <summary>Tells it to stop in order, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        Signals.Terminate(Id);
        return await ExitAsync();
    }

    /// <summary>Waits until the process has ended, by whatever.</summary>
    public async Task<int> ExitAsync()
    {
        using var time = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(time.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await KillAsync();
        }

        _process?.Dispose();
    }

    /// <summary>Waits until something holds, and says what it was when it does not.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, TimeSpan within, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(began) > within || !IsRunning)
            {
                throw new TimeoutException($"It did not happen within {within.TotalSeconds} s that {what}:\n{Log}");
            }

            await Task.Delay(50);
        }
    }

    (Process Process, Task<Uri> Listens) Begin()
    {
        _process?.Dispose();
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = _start };
        _process.OutputDataReceived += (_, e) => Read(e.Data, listens);
        _process.ErrorDataReceived += (_, e) => Read(e.Data, listens);
        _process.Start();
        _id = _process.Id;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return (_process, listens.Task);
    }

    void Read(string? line, TaskCompletionSource<Uri> listens)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > MostLines)
        {
            _lines.TryDequeue(out _);
        }

        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
        {
            listens.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }
}
