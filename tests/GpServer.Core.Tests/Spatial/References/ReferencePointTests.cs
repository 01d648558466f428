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

    /// <summary>Systems in which we differ from PROJ 9.1.1, with the reason.</summary>
    static readonly Dictionary<int, string> Exceptions = new()
    {
    };

    static readonly IReadOnlyList<ReferencePoint> Points = Read();

    [Fact]
    public void Every_system_agrees_with_PROJ_within_a_tenth_of_a_millimetre() =>
        Misses(point => point.ForwardError()).ShouldBeEmpty();

    [Fact]
    public void Every_system_agrees_with_the_inverse_of_PROJ_within_a_tenth_of_a_millimetre() =>
        Misses(point => point.InverseError()).ShouldBeEmpty();

    [Fact]
    public void Nearly_all_systems_have_points() =>
        Points.Select(point => point.Wkid).Distinct().Count().ShouldBeGreaterThan(9_000);

    static List<string> Misses(Func<ReferencePoint, double> error) =>
    [
        .. from point in Points
           where !Exceptions.ContainsKey(point.Wkid) && References.Get(point.Wkid).System.Projection?.IsComputed != false
           let metres = error(point)
           where !(metres <= Tolerance)
           select string.Create(CultureInfo.InvariantCulture, $"{point.Wkid} at {point.Longitude}, {point.Latitude}: {metres:G3} m"),
    ];

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
