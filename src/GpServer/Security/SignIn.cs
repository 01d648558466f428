using GpServer.Core;

namespace GpServer.Security;

/// <summary>Checks names and passwords, and makes tokens for those who have shown them.</summary>
sealed partial class SignIn(
    SiteState site, Passwords passwords, SignInLimits limits, SignInTurns turns, TokenProtector tokens, TimeProvider clock, ILogger<SignIn> logger)
{
    /// <summary>Makes a token for who knows the password.</summary>
    /// <param name="minutes">How long it is to live; null for the short time of the settings. It is cut to the longest.</param>
    /// <exception cref="GpException">The name or the password is wrong, or there were too many attempts; it does not tell which.</exception>
    public async ValueTask<(string Token, TokenContent Content)> WithPasswordAsync(
        string user, string password, TokenBinding binding, double? minutes, string address, CancellationToken stop)
    {
        // One after another for each user: of attempts at the same time, each must see how the ones before it ended.
        using var turn = await turns.TakeAsync(user, stop);
        limits.Check(user, address);
        var known = site.Now.Users.GetValueOrDefault(user);
        if (!await passwords.IsRightAsync(known, password, stop) || known!.Disabled)
        {
            limits.Failed(user, address);
            Log.Failed(logger, UserNames.Problem(user) is null ? user : "(not a user name)", address);
            throw new GpException(GpError.SignInRefused, "Invalid username or password.");
        }

        limits.Succeeded(user, address);
        return Make(known, clock.GetUtcNow(), binding, minutes);
    }

    /// <summary>
    /// Makes another token for the caller of a valid one, with the same binding. It never lives longer than the longest time counted from when
    /// the password was given.
    /// </summary>
    /// <exception cref="GpException">The caller did not come by a token of this site.</exception>
    public (string Token, TokenContent Content) Exchange(Caller caller, double? minutes)
    {
        if (caller.Token is not { } token || !site.Now.Users.TryGetValue(caller.Name, out var user))
        {
            throw new GpException(GpError.SignInRefused, "Only a token of this site can be exchanged.");
        }

        // Its stamp, not one of now: a token that is being revoked must not become one that is not.
        return Make(user with { Stamp = token.Stamp }, token.SignedIn, token.Binding, minutes);
    }

    (string Token, TokenContent Content) Make(SiteUser user, DateTimeOffset signedIn, TokenBinding binding, double? minutes)
    {
        var settings = site.Now.Tokens;
        var wanted = clock.GetUtcNow().AddMinutes(Math.Min(minutes ?? settings.ShortMinutes, settings.LongestMinutes));
        var latest = signedIn.AddMinutes(settings.LongestMinutes);
        var content = new TokenContent(user.Name, user.Stamp, signedIn, wanted < latest ? wanted : latest, binding);
        return (tokens.Make(content), content);
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Sign-in of {User} from {Address} failed")]
        public static partial void Failed(ILogger logger, string user, string address);
    }
}
