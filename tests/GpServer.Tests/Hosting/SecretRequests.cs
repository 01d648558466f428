namespace GpServer.Tests.Hosting;

/// <summary>Requests that carry a secret wherever clients put one, well formed and not, as raw HTTP.</summary>
static class SecretRequests
{
    /// <param name="path">The path of a resource that is asked.</param>
    /// <param name="secret">The secret; letters, digits and hyphens.</param>
    public static IEnumerable<string> To(string path, string secret)
    {
        const string tail = "Host: gis\r\nConnection: close\r\n";
        var form = $"token={secret}-1&username=admin&password={secret}-2&Text={secret}-3&Input_Features={secret}-4&f=json";
        var length = $"Content-Length: {form.Length}\r\n\r\n";
        return
        [
            $"GET {path}?token={secret}-5&f=json HTTP/1.1\r\n{tail}\r\n",
            $"GET {path}?username=a&password={secret}-6 HTTP/1.1\r\n{tail}Accept: text/html\r\n\r\n",
            $"GET {path}?f={secret}-7&callback={secret}-8 HTTP/1.1\r\n{tail}\r\n",
            $"GET {path}&token={secret}-9 HTTP/1.1\r\n{tail}\r\n",
            $"GET {path};password={secret}-10 HTTP/1.1\r\n{tail}\r\n",
            $"GET {path}/token%3D{secret}-11/x HTTP/1.1\r\n{tail}\r\n",
            $"GET http://user:{secret}-12@gis{path}?token={secret}-13 HTTP/1.1\r\n{tail}\r\n",
            $"GET {path} HTTP/1.1\r\n{tail}Authorization: Bearer {secret}-14\r\n\r\n",
            $"GET {path} HTTP/1.1\r\n{tail}Authorization: Basic {secret}-15\r\nProxy-Authorization: {secret}-16\r\n\r\n",
            $"GET {path} HTTP/1.1\r\n{tail}X-Esri-Authorization: Bearer {secret}-17\r\n\r\n",
            $"GET {path} HTTP/1.1\r\n{tail}Cookie: agstoken={secret}-18; other={secret}-19\r\n\r\n",
            $"GET {path} HTTP/1.1\r\n{tail}Referer: https://maps.example.com/?token={secret}-20\r\nX-Requested-With: {secret}-21\r\n\r\n",
            $"POST {path}?f=json HTTP/1.1\r\n{tail}Content-Type: application/x-www-form-urlencoded\r\n{length}{form}",
            $"POST {path} HTTP/1.1\r\n{tail}Content-Type: multipart/form-data; boundary={secret}-22\r\nContent-Length: 10\r\n\r\n--{secret}",
            $"POST {path} HTTP/1.1\r\n{tail}Content-Type: application/{secret}-23\r\n{length}{form}",
            $"POST {path} HTTP/1.1\r\n{tail}Content-Encoding: {secret}-24\r\n{length}{form}",
            $"POST {path} HTTP/1.1\r\n{tail}Content-Encoding: gzip\r\n{length}{form}",
            $"POST {path} HTTP/1.1\r\n{tail}Transfer-Encoding: chunked\r\n\r\n{secret}-25\r\n",
            $"PUT {path}?token={secret}-26 HTTP/1.1\r\n{tail}{length}{form}",
            $"GET {path}?token={secret}-27 HTTP/9.9\r\n{tail}\r\n",
            $"GET {path}?token={secret}-28 with spaces HTTP/1.1\r\n{tail}\r\n",
            $"GET {path}%00?token={secret}-29 HTTP/1.1\r\n{tail}\r\n",
            $"GET {path} HTTP/1.1\r\n{tail}Bad Header {secret}-30\r\n\r\n",
            $"GET {path} HTTP/1.1\r\n{tail}Cookie: agstoken={secret}-31\u0001\r\n\r\n",
            $"{secret}-32\r\n\r\n",
        ];
    }
}
