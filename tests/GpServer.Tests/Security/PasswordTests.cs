using System.Buffers.Binary;
using GpServer.Security;

namespace GpServer.Tests.Security;

public sealed class PasswordTests : IDisposable
{
    readonly Passwords _passwords = new();

    public void Dispose() => _passwords.Dispose();

    [Fact]
    public async Task A_password_is_right_for_its_hash_alone()
    {
        var user = new SiteUser { Name = "ann", Stamp = "1", PasswordHash = _passwords.Hash("correct horse") };
        (await _passwords.IsRightAsync(user, "correct horse", CancellationToken.None)).ShouldBeTrue();
        (await _passwords.IsRightAsync(user, "correct horse ", CancellationToken.None)).ShouldBeFalse();
        (await _passwords.IsRightAsync(user, new string('x', 100_000), CancellationToken.None)).ShouldBeFalse();
        (await _passwords.IsRightAsync(user, "", CancellationToken.None)).ShouldBeFalse();
        (await _passwords.IsRightAsync(null, "correct horse", CancellationToken.None)).ShouldBeFalse();
        _passwords.Hash("correct horse").ShouldNotBe(user.PasswordHash, "each hash has a salt of its own");
    }

    [Fact]
    public void The_hash_is_PBKDF2_with_SHA_512_and_as_many_rounds_as_are_advised()
    {
        // Format 1 of the framework's hasher: marker, pseudo-random function (2 is HMAC-SHA512), rounds, length of the salt.
        var hash = Convert.FromBase64String(_passwords.Hash("correct horse"));
        hash[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)).ShouldBe(2u);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)).ShouldBeGreaterThanOrEqualTo(210_000u);
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("")]
    public void A_short_password_is_refused(string password) => Passwords.Problem(password).ShouldNotBeNull();
}
