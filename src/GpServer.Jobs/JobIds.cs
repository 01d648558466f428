using System.Buffers;
using System.Security.Cryptography;

namespace GpServer.Jobs;

/// <summary>Job ids: <c>j</c> and 32 lower-case hexadecimal digits. Who knows one may read the job, so nobody must guess one.</summary>
public static class JobIds
{
    const int RandomBytes = 16;
    const int Length = 1 + (2 * RandomBytes);

    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string New() => $"j{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";

    /// <summary>True for what <see cref="New"/> may have made.</summary>
    public static bool IsWellFormed(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length == Length && id[0] == 'j' && id.AsSpan(1).IndexOfAnyExcept(Digits) < 0;
    }
}
