using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace GpServer.Security;

/// <summary>
/// Makes tokens and reads them. A token is encrypted and signed by the site's keys, which all nodes share, and says all that there is to know of
/// it, so that none is stored.
/// </summary>
sealed class TokenProtector(IDataProtectionProvider protection, TimeProvider clock)
{
    const byte Version = 1;
    const int LongestToken = 4_096;
    const int MostKnown = 10_000;

    // Reading one again costs as much as the rest of a small request; revoked keys are noticed after this time.
    static readonly TimeSpan Known = TimeSpan.FromMinutes(1);

    readonly IDataProtector _protector = protection.CreateProtector("GpServer.Tokens");
    readonly ConcurrentDictionary<string, (TokenContent Content, long At)> _known = new(StringComparer.Ordinal);

    public string Make(TokenContent content)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            writer.Write(content.User);
            writer.Write(content.Stamp);
            writer.Write(content.SignedIn.ToUnixTimeMilliseconds());
            writer.Write(content.Expires.ToUnixTimeMilliseconds());
            writer.Write((byte)content.Binding.Kind);
            writer.Write(content.Binding.Text);
        }

        return Base64Url.EncodeToString(_protector.Protect(bytes.ToArray()));
    }

    /// <summary>What the token says; null for a text that is no token of this site, or one whose time is over.</summary>
    public TokenContent? Read(string token)
    {
        if (token.Length > LongestToken)
        {
            return null;
        }

        var content = Find(token);
        return content is not null && clock.GetUtcNow() < content.Expires ? content : null;
    }

    TokenContent? Find(string token)
    {
        if (_known.TryGetValue(token, out var known) && clock.GetElapsedTime(known.At) < Known)
        {
            return known.Content;
        }

        if (Open(token) is not { } content)
        {
            return null;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[token] = (content, clock.GetTimestamp());
        return content;
    }

    TokenContent? Open(string token)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(_protector.Unprotect(Base64Url.DecodeFromChars(token))), Encoding.UTF8);
            return reader.ReadByte() == Version
                ? new TokenContent(reader.ReadString(), reader.ReadString(), Time(reader), Time(reader),
                    new TokenBinding((TokenBinding.To)reader.ReadByte(), reader.ReadString()))
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    static DateTimeOffset Time(BinaryReader reader) => DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
}
