using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using GpServer.Options;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace GpServer.Security;

/// <summary>
/// Signs the URLs of single files, for clients that fetch what an answer names without their token. A signature is good for one path until its
/// time is over.
/// </summary>
sealed class FileSignatures(IDataProtectionProvider protection, IOptions<GpServerOptions> options, TimeProvider clock)
{
    /// <summary>The name of the query's field.</summary>
    public const string Field = "signature";

    const int LongestSignature = 1_024;

    readonly IDataProtector _protector = protection.CreateProtector("GpServer.Files");

    /// <param name="path">The file's path below the root, not encoded.</param>
    public string Sign(string path)
    {
        Span<byte> expires = stackalloc byte[sizeof(long)];
        var time = clock.GetUtcNow().AddMinutes(options.Value.Tokens.FileUrlMinutes);
        BinaryPrimitives.WriteInt64LittleEndian(expires, time.ToUnixTimeMilliseconds());
        return Base64Url.EncodeToString(_protector.CreateProtector(path).Protect(expires.ToArray()));
    }

    /// <summary>True for the signature of this path whose time is not over.</summary>
    public bool IsGood(string path, string signature)
    {
        if (signature.Length is 0 or > LongestSignature)
        {
            return false;
        }

        try
        {
            var expires = _protector.CreateProtector(path).Unprotect(Base64Url.DecodeFromChars(signature));
            return expires.Length == sizeof(long)
                && clock.GetUtcNow().ToUnixTimeMilliseconds() < BinaryPrimitives.ReadInt64LittleEndian(expires);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
