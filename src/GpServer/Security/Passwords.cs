using Microsoft.AspNetCore.Identity;
using static Microsoft.Extensions.Options.Options;

namespace GpServer.Security;

/// <summary>
/// Hashes and checks passwords, a few at a time: it costs a tenth of a second of a core by intention, which must not become a way to keep the
/// server from its work.
/// </summary>
sealed class Passwords : IDisposable
{
    public const int Shortest = 8;
    public const int Longest = 256;

    // PBKDF2 with SHA-512 as OWASP's cheat sheet on password storage has it.
    const int Iterations = 210_000;
    const int MostWaiting = 100;

    readonly PasswordHasher<SiteUser> _hasher = new(Create(new PasswordHasherOptions { IterationCount = Iterations }));
    readonly SemaphoreSlim _free = new(Math.Max(1, Environment.ProcessorCount / 2));
    readonly Lazy<SiteUser> _nobody;
    int _waiting;

    public Passwords()
    {
        _nobody = new(() => new SiteUser { Name = "", Stamp = "", PasswordHash = Hash(SiteUser.NewStamp()) });
    }

    /// <summary>What is wrong with a new password, or null.</summary>
    public static string? Problem(string password) =>
        password.Length is >= Shortest and <= Longest ? null : $"expected {Shortest} to {Longest} characters.";

    // The hasher looks at no member of the user.
    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>True for the user's password. It takes as long where there is no such user.</summary>
    /// <exception cref="Core.GpException">Too many wait to be checked.</exception>
    public async ValueTask<bool> IsRightAsync(SiteUser? user, string password, CancellationToken stop)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new Core.GpException(Core.GpError.Busy, "Too many passwords are being checked at the moment; try again later.");
        }

        try
        {
            await _free.WaitAsync(stop);
            try
            {
                var checkedUser = user ?? _nobody.Value;
                var given = password.Length <= Longest ? password : "";
                var right = await Task.Run(
                    () => _hasher.VerifyHashedPassword(checkedUser, checkedUser.PasswordHash, given) != PasswordVerificationResult.Failed, stop);
                return right && user is not null;
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _free.Dispose();
}
