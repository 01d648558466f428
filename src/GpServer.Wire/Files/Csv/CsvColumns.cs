using System.Collections.Immutable;
using System.Globalization;

namespace GpServer.Wire.Files.Csv;

/// <summary>The columns of a file: their names, and which of them have the places of the features.</summary>
sealed class CsvColumns
{
    // In the order in which the first column of a pair stands in the file, not in this one.
    static readonly (string X, string Y, bool IsWgs84)[] Pairs =
    [
        ("longitude", "latitude", true), ("lon", "lat", true), ("long", "lat", true), ("lng", "lat", true), ("lon", "latitude", true),
        ("long", "latitude", true), ("lng", "latitude", true), ("longitude_deg", "latitude_deg", true), ("decimallongitude", "decimallatitude", true),
        ("x", "y", false), ("point_x", "point_y", false), ("coord_x", "coord_y", false), ("x_coord", "y_coord", false), ("xcoord", "ycoord", false),
        ("easting", "northing", false), ("east", "north", false), ("e", "n", false),
    ];

    static readonly string[] TextNames = ["wkt", "geometry", "the_geom", "geom", "geometry_wkt", "wkt_geometry", "_wktgeometry", "_wkt", "shape"];

    public CsvColumns(ImmutableArray<string> names) => Names = names;

    public ImmutableArray<string> Names { get; }

    /// <summary>The column of x, or -1; that of y is there where it is.</summary>
    public int X { get; private init; } = -1;

    public int Y { get; private init; } = -1;

    public int Z { get; private init; } = -1;

    public int M { get; private init; } = -1;

    /// <summary>The column of well-known text, or -1.</summary>
    public int Text { get; private init; } = -1;

    /// <summary>Whether the names say that coordinates are longitude and latitude.</summary>
    public bool IsWgs84 { get; private init; }

    /// <summary>Columns that are attributes: all but those of the place.</summary>
    public IEnumerable<int> Attributes =>
        Enumerable.Range(0, Names.Length).Where(column => column != X && column != Y && column != Z && column != M && column != Text);

    /// <summary>The columns of the first row, the coordinates found by name.</summary>
    public static CsvColumns Of(CsvTokenizer header)
    {
        var names = ImmutableArray.CreateBuilder<string>(header.Count);
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i].Trim().ToString();
            name = name.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"Field{i + 1}") : name;
            var free = name;
            for (var number = 1; !known.Add(free); number++)
            {
                free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
            }

            names.Add(free);
        }

        return new CsvColumns(names.ToImmutable());
    }

    /// <summary>The same with z and m as attributes where their columns are not what is wanted.</summary>
    public CsvColumns WithMeasures(Func<int, bool> wanted) => new(Names)
    {
        X = X,
        Y = Y,
        Z = Z >= 0 && wanted(Z) ? Z : -1,
        M = M >= 0 && wanted(M) ? M : -1,
        IsWgs84 = IsWgs84,
    };

    /// <summary>The same columns with those of x and y, and of z and m where they follow at once; null where the names say of
    /// none.</summary>
    public CsvColumns? WithCoordinates()
    {
        CsvColumns? best = null;
        foreach (var (nameX, nameY, isWgs84) in Pairs)
        {
            var (x, y) = (IndexOf(nameX), IndexOf(nameY));
            if (x >= 0 && y >= 0 && (best is null || x < best.X))
            {
                var z = IsNamed(y + 1, "z") ? y + 1 : -1;
                var m = IsNamed(Math.Max(y, z) + 1, "m") ? Math.Max(y, z) + 1 : -1;
                best = new CsvColumns(Names) { X = x, Y = y, Z = z, M = m, IsWgs84 = isWgs84 };
            }
        }

        return best;
    }

    /// <summary>The columns whose names say that they have well-known text, in the order of the file.</summary>
    public IEnumerable<int> TextColumns => Enumerable.Range(0, Names.Length)
        .Where(column => TextNames.Contains(Names[column], StringComparer.OrdinalIgnoreCase));

    public CsvColumns WithText(int column) => new(Names) { Text = column };

    int IndexOf(string name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (IsNamed(i, name))
            {
                return i;
            }
        }

        return -1;
    }

    bool IsNamed(int column, string name) => column < Names.Length && Names[column].Equals(name, StringComparison.OrdinalIgnoreCase);
}
