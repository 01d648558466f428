using System.Data.Common;
using GpServer.Options;
using Microsoft.Extensions.Configuration.CommandLine;

namespace GpServer.Scan;

/// <summary>A password in the settings, and where it stands: in a file, on the command line, or elsewhere.</summary>
/// <param name="File">The file in which it is written, or null.</param>
sealed record SecretSetting(string Key, string? File, bool IsOnCommandLine)
{
    const string Password = "Password";
    const string ConnectionString = $"{GpServerOptions.Section}:Storage:ConnectionString";

    /// <summary>All of them, also those that another setting overrides: they can be read where they stand.</summary>
    public static IEnumerable<SecretSetting> In(IConfigurationRoot configuration)
    {
        var keys = configuration.AsEnumerable().Select(setting => setting.Key).Where(IsSecret).ToList();
        return Providers(configuration).SelectMany(provider => keys
            .Where(key => provider.TryGet(key, out var value) && HoldsPassword(key, value))
            .Select(key => new SecretSetting(key, FileOf(provider), provider is CommandLineConfigurationProvider)));
    }

    static bool IsSecret(string key) =>
        key.Equals(ConnectionString, StringComparison.OrdinalIgnoreCase)
        || (key.EndsWith($":{Password}", StringComparison.OrdinalIgnoreCase)
            && (key.StartsWith($"{GpServerOptions.Section}:", StringComparison.OrdinalIgnoreCase)
                || key.StartsWith("Kestrel:", StringComparison.OrdinalIgnoreCase)));

    static bool HoldsPassword(string key, string? value)
    {
        if (string.IsNullOrEmpty(value) || !key.Equals(ConnectionString, StringComparison.OrdinalIgnoreCase))
        {
            return !string.IsNullOrEmpty(value);
        }

        var settings = new DbConnectionStringBuilder { ConnectionString = value };
        return settings.ContainsKey(Password) || settings.ContainsKey("PWD") || settings.ContainsKey("PSW");
    }

    static IEnumerable<IConfigurationProvider> Providers(IConfigurationRoot configuration) =>
        configuration.Providers.SelectMany(provider =>
            provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner } ? Providers(inner) : [provider]);

    static string? FileOf(IConfigurationProvider provider) =>
        provider is FileConfigurationProvider { Source: { Path: { } path } source }
            ? source.FileProvider?.GetFileInfo(path).PhysicalPath
            : null;
}
