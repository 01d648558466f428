using System.Net;
using GpServer.Storage;
using Npgsql;

namespace GpServer.Scan.Rules;

/// <summary>PostgreSQL is on another machine, and the way to it is not protected.</summary>
sealed class DatabaseWithoutTls : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var storage = subject.Options.Storage;
        if (storage.Provider != StorageProvider.PostgreSql)
        {
            yield break;
        }

        var connection = Read(storage.ConnectionString);
        var remote = connection?.Host?.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(IsRemote);
        if (connection is null || remote is null || connection.SslMode == SslMode.VerifyFull)
        {
            yield break;
        }

        var isEncrypted = connection.SslMode is SslMode.Require or SslMode.VerifyCA;
        yield return new Finding(isEncrypted ? Severity.Recommended : Severity.Important,
            isEncrypted ? "database-not-verified" : "database-without-tls",
            $"GpServer:Storage:ConnectionString leads to {remote} with SSL Mode={connection.SslMode}.",
            isEncrypted
                ? "The connection is encrypted, but whether it ends at the database's machine is not checked."
                : "Where the database offers no TLS, or somebody in between says so, its password and all data pass in plain text.",
            "SSL Mode=VerifyFull and Root Certificate=… in the connection string.");
    }

    static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            // The server would not start with it and says why; there is nothing to judge.
            return null;
        }
    }

    static bool IsRemote(string host)
    {
        var name = host.LastIndexOf(':') is var colon and > 0 && !host.EndsWith(']') && host.IndexOf(':') == colon ? host[..colon] : host;
        return name.Length > 0 && !name.StartsWith('/') && !name.StartsWith('@')
            && !name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
