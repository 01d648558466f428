using System.Globalization;
using GpServer.Options;

namespace GpServer.Http;

/// <summary>Listens on the port of the administration too, where none of the server's addresses has it.</summary>
static class AdminPort
{
    const string Endpoint = "GpServerAdmin";

    /// <summary>
    /// The port is added beside the first address that speaks HTTPS, else beside the first: for the same hosts, with the same certificate.
    /// Whoever wants another writes it among the addresses, and nothing is added.
    /// </summary>
    public static void UseAdminPort(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var admin = configuration.GetSection($"{GpServerOptions.Section}:Admin");
        var port = admin.GetValue<int>(nameof(AdminOptions.Port));
        if (port is <= 0 or > ushort.MaxValue || !admin.GetValue(nameof(AdminOptions.Enabled), true))
        {
            return;
        }

        var addresses = ListenAddresses.Of(configuration);
        if (addresses.Any(address => address.Port == port))
        {
            return;
        }

        var like = addresses.FirstOrDefault(ListenAddresses.IsHttps) ?? addresses[0];
        var endpoint = configuration.GetSection(ListenAddresses.Endpoints).GetChildren()
            .FirstOrDefault(section => section["Url"] is { } url && BindingAddress.Parse(url).Equals(like));
        if (endpoint is not null)
        {
            AddEndpoint(configuration, endpoint, At(like, port));
        }
        else if (configuration[ListenAddresses.Urls] is { Length: > 0 } urls)
        {
            builder.WebHost.UseSetting(ListenAddresses.Urls, $"{urls};{At(like, port)}");
        }
        else
        {
            var key = ListenAddresses.IsHttps(like) ? ListenAddresses.HttpsPorts : ListenAddresses.HttpPorts;
            builder.WebHost.UseSetting(key, string.Create(CultureInfo.InvariantCulture, $"{configuration[key]};{port}"));
        }
    }

    static void AddEndpoint(ConfigurationManager configuration, IConfigurationSection like, string url)
    {
        var added = $"{ListenAddresses.Endpoints}:{Endpoint}";
        configuration.AddInMemoryCollection(like.AsEnumerable(makePathsRelative: true)
            .Where(setting => setting is { Key.Length: > 0, Value: not null })
            .Select(setting => KeyValuePair.Create($"{added}:{setting.Key}", setting.Value)));
        configuration[$"{added}:Url"] = url;
    }

    static string At(BindingAddress address, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{address.Host}:{port}{address.PathBase}");
}
