using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>One row of the table. Data/README.md describes the columns.</summary>
sealed class CrsRow(string text)
{
    internal const int NameColumn = 6;
    internal const int EsriTextColumn = 18;

    readonly string[] cells = text.Split('\t');

    public int Wkid => int.Parse(cells[0], CultureInfo.InvariantCulture);

    public bool IsGeographic => cells[2] == "G";

    public bool IsDeprecated => cells[3] == "1";

    public int LatestWkid => cells[5].Length == 0 ? Wkid : int.Parse(cells[5], CultureInfo.InvariantCulture);

    public string Name => cells[NameColumn];

    public string Method => cells[7];

    public bool IsNative => cells[8] == "1";

    public string Unit => cells[9];

    public double UnitFactor => Number(cells[10]);

    public bool IsSouthWest => cells[11] == "SW";

    /// <summary>Degrees east of Greenwich.</summary>
    public double PrimeMeridian => Number(cells[12]);

    /// <summary>Null when it is not known, for which some rows have -1000.</summary>
    public (double West, double South, double East, double North)? AreaOfUse =>
        cells[13].Split(',') is [var west, var south, var east, var north] && Number(south) >= -90
            ? (Number(west), Number(south), Number(east), Number(north))
            : null;

    public int? BaseWkid => cells[14].Length == 0 ? null : int.Parse(cells[14], CultureInfo.InvariantCulture);

    public bool HasShift => cells[15] == "H";

    /// <summary>WKT 1 in Esri's dialect; may be empty.</summary>
    public string EsriText => cells[EsriTextColumn];

    /// <summary>WKT 1 for computing: degrees, Greenwich, parameters that a projection class takes.</summary>
    public string ComputedText => cells[19];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
