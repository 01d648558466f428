using Npgsql;

namespace GpServer.Storage.External;

/// <summary>How to reach a PostgreSQL database that somebody else fills: pairs such as <c>Host=database;Database=gis;Username=reader;Password=…</c>.</summary>
public sealed class ExternalConnection
{
    /// <summary>What stands in place of a password that is not shown.</summary>
    public const string Sign = "*****";

    readonly NpgsqlConnectionStringBuilder _given;

    ExternalConnection(NpgsqlConnectionStringBuilder given)
    {
        _given = given;
    }

    /// <summary>The text without its passwords.</summary>
    public string Shown => Changed(builder =>
    {
        builder.Password = builder.Password is { Length: > 0 } ? Sign : builder.Password;
        builder.SslPassword = builder.SslPassword is { Length: > 0 } ? Sign : builder.SslPassword;
    });

    /// <summary>A password was left out.</summary>
    public bool IsHidden => _given.Password == Sign || _given.SslPassword == Sign;

    /// <returns>Null where the text cannot be read, or names no host and no database. Its failure would repeat the password.</returns>
    public static ExternalConnection? Parse(string text)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            return builder.Host is { Length: > 0 } && builder.Database is { Length: > 0 } ? new ExternalConnection(builder) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The text with the passwords of another that reaches the same place as the same user; null where that is another.</summary>
    public string? WithPasswordsOf(ExternalConnection stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var other = stored._given;
        return _given.Host == other.Host && _given.Port == other.Port && _given.Database == other.Database && _given.Username == other.Username
            ? Changed(builder =>
            {
                builder.Password = builder.Password == Sign ? other.Password : builder.Password;
                builder.SslPassword = builder.SslPassword == Sign ? other.SslPassword : builder.SslPassword;
            })
            : null;
    }

    /// <summary>A connection for one reading, which keeps nothing open behind it.</summary>
    internal NpgsqlConnection Connect(TimeSpan timeout) => new(Changed(builder =>
    {
        builder.Pooling = false;
        builder.ApplicationName = "GpServer";
        builder.Timeout = 10;
        builder.CommandTimeout = (int)timeout.TotalSeconds + 5;
        builder.PersistSecurityInfo = false;
        builder.IncludeErrorDetail = false;
    }));

    string Changed(Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(_given.ConnectionString);
        change(builder);
        return builder.ConnectionString;
    }
}
