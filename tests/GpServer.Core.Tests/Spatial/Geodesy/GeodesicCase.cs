using System.Globalization;
using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Tests.Spatial.Geodesy;

/// <summary>A row of the table of geodesics computed independently: degrees, metres, azimuths clockwise from north.</summary>
public sealed record GeodesicCase(
    int Line,
    string Category,
    string Problem,
    Ellipsoid Ellipsoid,
    double Latitude1,
    double Longitude1,
    double Azimuth1,
    double Latitude2,
    double Longitude2,
    double Azimuth2,
    double Distance,
    bool AzimuthDetermined)
{
    public Geodesic Geodesic => new(Ellipsoid);

    public static IEnumerable<GeodesicCase> All()
    {
        using var stream = typeof(GeodesicCase).Assembly.GetManifestResourceStream("geodesic-cases.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            yield return Parse(line, text.Split(','));
        }
    }

    public override string ToString()
    {
        return $"line {Line}, {Category} {Problem}";
    }

    static GeodesicCase Parse(int line, string[] cells)
    {
        var number = Array.ConvertAll(cells[3..12], cell => double.Parse(cell, CultureInfo.InvariantCulture));
        var ellipsoid = new Ellipsoid(number[0], number[1] == 0 ? 0 : 1 / number[1]);
        return new(
            line,
            cells[0],
            cells[1],
            ellipsoid,
            number[2],
            number[3],
            number[4],
            number[5],
            number[6],
            number[7],
            number[8],
            cells[12] == "1");
    }
}
