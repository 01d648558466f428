using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GpServer.Tests.Http;

/// <summary>A certificate of this machine, made for one test, as a file with a password.</summary>
sealed class TestCertificate : IDisposable
{
    public const string Password = "pfx-password";

    public TestCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Thumbprint = certificate.Thumbprint;
        File.WriteAllBytes(FileName, certificate.Export(X509ContentType.Pfx, Password));
    }

    public string FileName { get; } = Path.Combine(Path.GetTempPath(), $"gpserver-{Guid.NewGuid():N}.pfx");

    public string Thumbprint { get; }

    /// <summary>A client that trusts this certificate alone and follows no redirect.</summary>
    public HttpClient Client() => new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == Thumbprint,
    });

    public void Dispose() => File.Delete(FileName);
}
