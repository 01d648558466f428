using System.Globalization;
using GpServer.Core.Tests.Spatial.References;

namespace GpServer.ProjectionAccuracy;

/// <summary>
/// Lines of wkid, authority, method, longitude, latitude, x, y, and longitude and latitude of the way back, with tabs between them. Places
/// beyond a pole, which come from areas of use that are not known, are left out.
/// </summary>
static class ReferenceFile
{
    public static ILookup<(int Wkid, string Authority), ReferencePoint> Read(string file) => File.ReadLines(file)
        .Select(line => line.Split('\t'))
        .Where(cells => Math.Abs(Number(cells[4])) <= 90)
        .ToLookup(
            cells => (int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1]),
            cells => new ReferencePoint(
                Number(cells[3]), Number(cells[4]), Number(cells[5]), Number(cells[6]), Number(cells[7]), Number(cells[8])));

    /// <summary>PROJ says that it has no result by <c>inf</c>.</summary>
    static double Number(string text) => text is "inf" or "nan" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
