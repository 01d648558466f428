using System.Net;
using GpServer.Core;
using GpServer.Options;
using GpServer.Outgoing;

namespace GpServer.Tests.Outgoing;

/// <summary>Fetches URLs as inputs of a run are fetched, with the bounds and addresses that a test says.</summary>
sealed class Fetch : IHostAddresses, IDisposable
{
    readonly Dictionary<string, Queue<IPAddress[]>> _names = [];
    readonly OutgoingClient _client;

    public Fetch(Action<OutgoingOptions>? change = null)
    {
        var options = new GpServerOptions();
        options.Outgoing.RetrySeconds = 0;
        options.Outgoing.AllowedHosts = ["127.0.0.1"];
        change?.Invoke(options.Outgoing);
        _client = new OutgoingClient(Microsoft.Extensions.Options.Options.Create(options), this, TimeProvider.System);
        Budget = _client.NewBudget();
    }

    public OutgoingBudget Budget { get; }

    public string[] ServiceHosts { get; init; } = [];

    /// <summary>How often a name was looked up.</summary>
    public int LookUps { get; private set; }

    /// <summary>Says the addresses of a name, at its first look-up, at its second and so on; the last stay.</summary>
    public Fetch Name(string host, params string[] addresses)
    {
        _names[host] = new Queue<IPAddress[]>(addresses.Select(
            list => list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray()));
        return this;
    }

    public ValueTask<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken stop)
    {
        LookUps++;
        return ValueTask.FromResult<IReadOnlyList<IPAddress>>(
            !_names.TryGetValue(host, out var found) ? [] : found.Count > 1 ? found.Dequeue() : found.Peek());
    }

    public async Task<string> TextAsync(string url, string? token = null, params (string Name, string Value)[] form)
    {
        OutgoingUrl parsed;
        try
        {
            parsed = OutgoingUrl.Parse(url);
        }
        catch (OutgoingFailure failure)
        {
            throw failure.For("Input");
        }

        var request = new OutgoingRequest("Input", parsed, Budget)
        {
            Token = token,
            Form = form.Length == 0 ? null : [.. form.Select(field => KeyValuePair.Create(field.Name, field.Value))],
            Hosts = [.. ServiceHosts.Select(HostPattern.Parse)],
        };
        return await _client.FetchAsync(request, async (answer, stop) =>
        {
            using var reader = new StreamReader(answer.Body);
            return $"{answer.FileName}{await reader.ReadToEndAsync(stop)}";
        }, CancellationToken.None);
    }

    /// <summary>The text of the refusal.</summary>
    public async Task<string> RefusalAsync(string url, GpError error = GpError.InvalidParameter, string? token = null)
    {
        var refusal = await Should.ThrowAsync<GpException>(() => TextAsync(url, token));
        refusal.Error.ShouldBe(error, refusal.Message);
        refusal.Message.ShouldStartWith("Input: ");
        return refusal.Message;
    }

    public void Dispose() => _client.Dispose();
}
