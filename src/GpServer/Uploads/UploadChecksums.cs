using System.Security.Cryptography;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Storage.Uploads;

namespace GpServer.Uploads;

/// <summary>
/// Holds an upload against the checksum that its client has computed: hexadecimal digits, 32 of MD5, 40 of SHA-1, 64 of SHA-256 or 128 of SHA-512.
/// They find faults of the way, not forgers, so that the broken ones do no harm.
/// </summary>
sealed class UploadChecksums(UploadStore store)
{
    /// <param name="given">What the client says; null where it says nothing.</param>
    /// <param name="sha256">The file's SHA-256, where it is known already.</param>
    /// <returns>The SHA-256, where it is known.</returns>
    /// <exception cref="GpException">The file is another one, or what the client says is no checksum.</exception>
    public async ValueTask<string?> CheckAsync(IReadOnlyList<UploadPart> parts, string? given, string? sha256, CancellationToken stop)
    {
        if (given is null)
        {
            return sha256;
        }

        var algorithm = given.Length switch
        {
            32 => HashAlgorithmName.MD5,
            40 => HashAlgorithmName.SHA1,
            64 => HashAlgorithmName.SHA256,
            128 => HashAlgorithmName.SHA512,
            _ => throw Invalid(given),
        };
        if (!given.All(char.IsAsciiHexDigit))
        {
            throw Invalid(given);
        }

        var isSha256 = algorithm == HashAlgorithmName.SHA256;
        var computed = isSha256 && sha256 is not null ? sha256 : await store.ChecksumAsync(parts, algorithm, stop);
        return computed.Equals(given, StringComparison.OrdinalIgnoreCase)
            ? isSha256 ? computed : sha256
            : throw new GpException(GpError.InvalidParameter,
                $"checksum: the {algorithm.Name} of what has come is {computed}, and {given.ToLowerInvariant()} was expected; send the file again.");
    }

    static GpException Invalid(string given) => new(GpError.InvalidParameter,
        $"checksum: '{ParameterText.Form(given).Excerpt()}' is not valid; expected 32 (MD5), 40 (SHA-1), 64 (SHA-256) or 128 (SHA-512) hexadecimal digits.");
}
