using System.Globalization;

namespace GpServer.Core.Tests.Spatial.References;

/// <summary>A place in two systems, computed by PROJ 9.1.1 without grids. Tolerance in units of the target.</summary>
sealed record ControlPoint(int Source, double SourceX, double SourceY, int Target, double X, double Y, double Tolerance)
{
    public static IReadOnlyList<ControlPoint> All { get; } = Read();

    static List<ControlPoint> Read()
    {
        using var stream = typeof(ControlPoint).Assembly.GetManifestResourceStream("control-points.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var points = new List<ControlPoint>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            points.Add(new ControlPoint(
                Code(cells[0]), Number(cells[1]), Number(cells[2]), Code(cells[3]), Number(cells[4]), Number(cells[5]), Number(cells[6])));
        }

        return points;
    }

    static int Code(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
