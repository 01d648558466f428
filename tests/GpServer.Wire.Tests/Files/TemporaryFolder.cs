namespace GpServer.Wire.Tests.Files;

/// <summary>A folder that is there for one test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gpserver-wire-").FullName;

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Add(string name, ReadOnlySpan<byte> bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
