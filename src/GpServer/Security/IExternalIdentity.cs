namespace GpServer.Security;

/// <summary>An identity provider beside the users of this site.</summary>
interface IExternalIdentity
{
    /// <summary>The caller of a bearer token; null for one that is none of the provider's, or not valid.</summary>
    ValueTask<Caller?> ReadAsync(string token, CancellationToken stop);
}
