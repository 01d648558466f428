using System.Globalization;
using System.IO.Compression;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Three places of every system beside PROJ 9.1.1, there and back (Data/make-reference-points.py).</summary>
public sealed class ReferencePointTests
{
    [Fact]
    public void Every_computed_system_agrees_with_PROJ_within_a_tenth_of_a_millimetre_there_and_back()
    {
        var points = Read();
        // Of an id that two authorities have, the first is the one that counts.
        var systems = SystemTable.Read().DistinctBy(system => system.Wkid).AsParallel()
            .Where(system => points.Contains(system.Wkid) && system.Reference.System.Projection?.IsComputed != false);

        var results = systems.Select(system => SystemCheck.Compare(new SystemResult(system), [.. points[system.Wkid]])).ToList();

        results.Where(result => result.IsAboveTolerance).Select(Text).ShouldBeEmpty();
        results.Count.ShouldBeGreaterThan(8_700);
    }

    static string Text(SystemResult result) => string.Create(
        CultureInfo.InvariantCulture, $"{result.System.Wkid}: {result.ToReference:G3} m, back {result.FromReference:G3} m");

    static ILookup<int, ReferencePoint> Read()
    {
        using var packed = typeof(ReferencePointTests).Assembly.GetManifestResourceStream("reference-points.csv.br")!;
        using var reader = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture)))
            .ToLookup(cells => (int)cells[0], Point);
    }

    /// <summary>x and y are rounded to 0.01 mm; the way back is written as what it misses longitude and latitude by.</summary>
    static ReferencePoint Point(double[] cells) =>
        new(cells[1], cells[2], cells[3], cells[4], cells[1] + (cells[5] * 1e-10), cells[2] + (cells[6] * 1e-10));
}
