namespace GpServer.Wire.Tests;

/// <summary>The files in Data.</summary>
static class Sample
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no sample {name}.", nameof(name));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
