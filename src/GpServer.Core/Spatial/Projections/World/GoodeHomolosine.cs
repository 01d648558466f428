namespace GpServer.Core.Spatial;

/// <summary>
/// Goode's homolosine (Goode, Annals of the Association of American Geographers 15 (1925)) on a sphere: sinusoidal up to 40°44'11.8", from
/// there Mollweide's, moved to meet it. In one piece or interrupted in lobes.
/// </summary>
readonly struct GoodeHomolosine : IWorldMap
{
    const double Join = (40 + (44 / 60.0) + (11.8 / 3600)) * Math.PI / 180;

    /// <summary>What Mollweide's parallels are moved by towards the equator.</summary>
    static readonly double Shift = default(Mollweide).At(Join).Y - Join;

    static readonly double North = Math.Sqrt(2) - Shift;

    readonly Lobe[] _north, _south;

    GoodeHomolosine(Lobe[] north, Lobe[] south)
    {
        _north = north;
        _south = south;
    }

    /// <summary>One central meridian.</summary>
    public static GoodeHomolosine InOnePiece { get; } = new(Lobe.Row(-180, 0, 180), Lobe.Row(-180, 0, 180));

    /// <summary>Continents are whole, oceans are cut.</summary>
    public static GoodeHomolosine Land { get; } =
        new(Lobe.Row(-180, -100, -40, 30, 180), Lobe.Row(-180, -160, -100, -60, -20, 20, 80, 140, 180));

    /// <summary>Oceans are whole, continents are cut; meant for a central meridian of 160° W.</summary>
    public static GoodeHomolosine Ocean { get; } =
        new(Lobe.Row(-180, -140, -90, -10, 60, 130, 180), Lobe.Row(-180, -110, -60, 20, 90, 150, 180));

    /// <summary>One sheet for each lobe.</summary>
    public IReadOnlyList<MapSheet> Sheets(double centralMeridian) =>
    [
        .. _north.Select(lobe => new MapSheet(centralMeridian + lobe.West, 0, centralMeridian + lobe.East, Math.PI / 2)),
        .. _south.Select(lobe => new MapSheet(centralMeridian + lobe.West, -Math.PI / 2, centralMeridian + lobe.East, 0)),
    ];

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var lobe = LobeOf(longitude, latitude);
        var (width, y) = At(latitude);
        return (lobe.Center + ((longitude - lobe.Center) * width), y);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (width, latitude) = Through(y);
        foreach (var lobe in latitude >= 0 ? _north : _south)
        {
            var (east, west) = ((lobe.East - lobe.Center) * width, (lobe.West - lobe.Center) * width);
            var fromCenter = x - lobe.Center;
            if (fromCenter >= west - Outline.Tolerance && fromCenter <= east + Outline.Tolerance)
            {
                return (width > 1e-12 ? lobe.Center + (Math.Clamp(fromCenter, west, east) / width) : lobe.Center, latitude);
            }
        }

        return (double.NaN, double.NaN);
    }

    static (double Width, double Y) At(double latitude)
    {
        if (Math.Abs(latitude) <= Join)
        {
            return (Math.Cos(latitude), latitude);
        }

        var (width, y) = default(Mollweide).At(latitude);
        return (width, y - Math.CopySign(Shift, latitude));
    }

    static (double Width, double Latitude) Through(double y) => Math.Abs(y) <= Join
        ? (Math.Cos(y), y)
        : default(Mollweide).Through(Outline.Within(y, North) + Math.CopySign(Shift, y));

    Lobe LobeOf(double longitude, double latitude)
    {
        var lobes = latitude >= 0 ? _north : _south;
        var i = 0;
        while (i < lobes.Length - 1 && longitude > lobes[i].East)
        {
            i++;
        }

        return lobes[i];
    }
}
