using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>One row of the table. Data/README.md describes the columns.</summary>
sealed class CrsRow(string text)
{
    internal const int NameColumn = 6;
    internal const int EsriTextColumn = 18;

    readonly string[] _cells = text.Split('\t');

    public int Wkid => int.Parse(_cells[0], CultureInfo.InvariantCulture);

    /// <summary>Whether EPSG defines it; the others are Esri's.</summary>
    public bool IsEpsg => _cells[1] == "EPSG";

    public bool IsGeographic => _cells[2] == "G";

    public bool IsDeprecated => _cells[3] == "1";

    public int LatestWkid => _cells[5].Length == 0 ? Wkid : int.Parse(_cells[5], CultureInfo.InvariantCulture);

    public string Name => _cells[NameColumn];

    public string Method => _cells[7];

    public bool IsNative => _cells[8] == "1";

    public string Unit => _cells[9];

    public double UnitFactor => Number(_cells[10]);

    public bool IsSouthWest => _cells[11] == "SW";

    /// <summary>Degrees east of Greenwich.</summary>
    public double PrimeMeridian => Number(_cells[12]);

    /// <summary>Null when it is not known, for which some rows have -1000.</summary>
    public (double West, double South, double East, double North)? AreaOfUse =>
        _cells[13].Split(',') is [var west, var south, var east, var north] && Number(south) >= -90
            ? (Number(west), Number(south), Number(east), Number(north))
            : null;

    public int? BaseWkid => _cells[14].Length == 0 ? null : int.Parse(_cells[14], CultureInfo.InvariantCulture);

    public bool HasShift => _cells[15] == "H";

    /// <summary>Whether there is a shift to WGS 84, or none is needed.</summary>
    public bool IsShiftKnown => _cells[15] != "B";

    /// <summary>The operations that the shift was taken from, the last of them, to WGS 84, first.</summary>
    public string ShiftName => _cells[17];

    public bool IsOnEarth => _cells[15] != "X";

    /// <summary>WKT 1 in Esri's dialect; may be empty.</summary>
    public string EsriText => _cells[EsriTextColumn];

    /// <summary>The name in <see cref="EsriText"/>; empty without one.</summary>
    public string EsriName => EsriText.Split('"', 3) is [_, var name, _] ? name : "";

    /// <summary>WKT 1 for computing: degrees, Greenwich, parameters that a projection class takes.</summary>
    public string ComputedText => _cells[19];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
