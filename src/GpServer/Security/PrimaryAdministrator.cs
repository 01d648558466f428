using System.Security.Cryptography;
using GpServer.Options;
using GpServer.Storage.Site;
using Microsoft.Extensions.Options;

namespace GpServer.Security;

/// <summary>Sees to it that there is an administrator when the server starts.</summary>
sealed class PrimaryAdministrator(SiteDocuments documents, Passwords passwords, IOptions<GpServerOptions> options)
{
    const int MadeLength = 20;
    const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>
    /// Makes the primary administrator of a new site, or gives the one that there is the password of the configuration.
    /// </summary>
    /// <returns>The name and the password that was made up, which nobody knows yet; null when there is nothing to tell.</returns>
    /// <exception cref="InvalidOperationException">Another user has the name.</exception>
    public async Task<(string User, string Password)?> StartAsync(CancellationToken stop)
    {
        var (name, given) = (options.Value.PrimaryAdministrator.UserName, options.Value.PrimaryAdministrator.Password);
        while (true)
        {
            var users = await documents.ReadAsync(DocumentKind.User, stop);
            var primary = users.Find(user => SiteJson.Read<SiteUser>(user.Json).IsPrimary);
            if (primary is null)
            {
                var password = given.Length > 0 ? given : RandomNumberGenerator.GetString(Letters, MadeLength);
                if (users.Any(user => user.Name == name))
                {
                    throw new InvalidOperationException($"{GpServerOptions.Section}:PrimaryAdministrator:UserName is '{name}', which is another user.");
                }

                // Refused when another node was faster.
                if (await documents.ChangeAsync([DocumentChange.Add(DocumentKind.User, name, SiteJson.Write(New(name, password)))], null, stop) is null)
                {
                    return given.Length > 0 ? null : (name, password);
                }
            }
            else if (given.Length == 0 || await HasAsync(SiteJson.Read<SiteUser>(primary.Json), given, stop)
                || await documents.ChangeAsync([DocumentChange.Update(primary, SiteJson.Write(SiteJson.Read<SiteUser>(primary.Json) with
                {
                    PasswordHash = passwords.Hash(given),
                    Stamp = SiteUser.NewStamp(),
                    Disabled = false,
                }))], null, stop) is null)
            {
                return null;
            }
        }
    }

    async Task<bool> HasAsync(SiteUser user, string password, CancellationToken stop) =>
        !user.Disabled && await passwords.IsRightAsync(user, password, stop);

    SiteUser New(string name, string password) => new()
    {
        Name = name,
        FullName = "Primary administrator",
        PasswordHash = passwords.Hash(password),
        Stamp = SiteUser.NewStamp(),
        IsPrimary = true,
    };
}
