namespace GpServer.Security;

/// <summary>There is no identity provider beside the users of this site.</summary>
sealed class NoExternalIdentity : IExternalIdentity
{
    public ValueTask<Caller?> ReadAsync(string token, CancellationToken stop) => default;
}
