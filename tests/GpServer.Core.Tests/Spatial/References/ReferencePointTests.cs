using System.Globalization;
using System.IO.Compression;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>Three places of every system beside PROJ 9.1.1, forward and back (Data/make-reference-points.py).</summary>
public sealed class ReferencePointTests
{
    /// <summary>Metres; the file is rounded to 0.01 mm and 1e-10 degrees.</summary>
    const double Tolerance = 1e-4;

    static readonly SpatialReferences References = SpatialReferences.Default;

    static readonly IReadOnlyList<ReferencePoint> Points = Read();

    [Fact]
    public void Every_computed_system_agrees_with_PROJ_within_a_tenth_of_a_millimetre_there_and_back()
    {
        var misses = new List<string>();
        foreach (var point in Points.Where(IsComputed))
        {
            var (forward, inverse) = (point.ForwardError(), point.InverseError());
            if ((!KnownDifferences.Reasons.ContainsKey(point.Wkid) && !(forward <= Tolerance))
                || (!IsKnownInverse(point.Wkid) && !(inverse <= Tolerance)))
            {
                misses.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{point.Wkid} at {point.Longitude}, {point.Latitude}: {forward:G3} m, back {inverse:G3} m"));
            }
        }

        misses.ShouldBeEmpty();
        Points.Select(point => point.Wkid).Distinct().Count().ShouldBeGreaterThan(9_000);
    }

    static bool IsKnownInverse(int wkid) =>
        KnownDifferences.Reasons.ContainsKey(wkid) || KnownDifferences.InverseReasons.ContainsKey(wkid);

    static bool IsComputed(ReferencePoint point) => References.Get(point.Wkid).System.Projection?.IsComputed != false;

    static List<ReferencePoint> Read()
    {
        using var packed = typeof(ReferencePoint).Assembly.GetManifestResourceStream("reference-points.csv.br")!;
        using var reader = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        reader.ReadLine();
        var points = new List<ReferencePoint>(30_000);
        while (reader.ReadLine() is { } line)
        {
            points.Add(ReferencePoint.Parse(line));
        }

        return points;
    }
}
