using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Wire.Files;

namespace GpServer.Wire.Tests.Files;

/// <summary>Damages files in every way and looks at what comes out of their reader.</summary>
static class Hostile
{
    /// <summary>Cuts a file at every length; whatever is read, only a failure for the caller may come out.</summary>
    public static int CutEverywhere(FeatureFileReader reader, byte[] bytes)
    {
        var failures = 0;
        for (var length = 0; length < bytes.Length; length++)
        {
            failures += Fails(reader, bytes[..length]) ? 1 : 0;
        }

        return failures;
    }

    /// <summary>Changes a few bytes at random, the same way each time.</summary>
    public static int Change(FeatureFileReader reader, byte[] bytes, int rounds, int seed)
    {
        var random = new Random(seed);
        var failures = 0;
        for (var i = 0; i < rounds; i++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            failures += Fails(reader, damaged) ? 1 : 0;
        }

        return failures;
    }

    static bool Fails(FeatureFileReader reader, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var source = new FeatureFileSource(folder.Add("x", bytes), "x", folder.Path);
        try
        {
            return reader.Read(source, Reader.With(new ReadLimits { Vertices = 10_000 })).Features.Count() < 0;
        }
        catch (GpException problem)
        {
            problem.Message.ShouldStartWith("Input: x: ");
            return true;
        }
    }
}
