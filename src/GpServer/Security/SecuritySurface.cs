using GpServer.Options;
using GpServer.Security.OpenId;
using GpServer.Storage.Site;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace GpServer.Security;

/// <summary>Users, tokens and what decides who may do what.</summary>
static class SecuritySurface
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("GpServer");
        services.AddSingleton<IXmlRepository, StoredKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((keys, repository) => keys.XmlRepository = repository);
        services.AddSingleton<SiteState>();
        services.AddSingleton<AccessRules>();
        services.AddSingleton<CallerReader>();
        services.AddSingleton<TokenProtector>();
        services.AddSingleton<FileSignatures>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<SignInTurns>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<PrimaryAdministrator>();
        services.AddSingleton<OpenIdDownload>();
        services.AddSingleton<OpenIdKeys>();
        services.AddSingleton<OpenIdIdentity>();
        services.AddSingleton<IExternalIdentity>(provider =>
            provider.GetRequiredService<IOptions<GpServerOptions>>().Value.OpenId.Issuer.Length > 0
            ? provider.GetRequiredService<OpenIdIdentity>()
            : new NoExternalIdentity());
        return services;
    }

    /// <summary>Sees to it that the site has keys and an administrator, and reads it for the first time.</summary>
    public static async Task PrepareSecurityAsync(this WebApplication app, CancellationToken stop)
    {
        var services = app.Services;
        var documents = services.GetRequiredService<SiteDocuments>();
        await StoredKeys.StartAsync(
            documents, services.GetRequiredService<IKeyManager>(), services.GetRequiredService<TimeProvider>(), stop);
        if (await services.GetRequiredService<PrimaryAdministrator>().StartAsync(stop) is var (user, password))
        {
            // To whoever started the server, and not to the log, which is kept and shown to others. At once: a start that fails later has made
            // the user all the same.
            await Console.Out.WriteLineAsync(
                $"""

                The administrator of this site is {user} with the password {password}
                It is shown this once. Other passwords are set at /admin/security/users/update, or by GpServer:PrimaryAdministrator:Password.

                """);
            app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"Sign in at {app.Urls.FirstOrDefault()}/rest/login"));
        }

        // The keys are read now: later, with the database away, good tokens would be taken for bad ones.
        services.GetRequiredService<TokenProtector>().Make(
            new TokenContent("", "", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, TokenBinding.None));
        await services.GetRequiredService<SiteRefresh>().ReadAsync(stop);
    }
}
