namespace GpServer.Core.Spatial;

/// <summary>
/// Transverse Mercator Zoned Grid System (EPSG method 9824; Guidance Note 7-2): transverse Mercator in zones of equal width, whose number
/// stands before the easting as its millions of metres. Each zone is a sheet; coordinates beyond the edges of a zone are outside.
/// </summary>
sealed class TransverseMercatorZonedGrid : IProjection
{
    readonly TransverseMercatorProjection _zone;
    readonly double _west, _width, _million;
    readonly int _zones;

    /// <param name="definition">
    /// As for a transverse Mercator, with <c>initial_longitude</c> and <c>zone_width</c> in degrees in place of a central meridian.
    /// </param>
    /// <exception cref="ArgumentException">The width does not divide a turn.</exception>
    public TransverseMercatorZonedGrid(ProjectionDefinition definition)
    {
        var width = definition.Value("zone_width", 6);
        _zones = width is > 0 and <= 60 ? (int)Math.Round(360 / width) : 0;
        if (_zones == 0 || Math.Abs((_zones * width) - 360) > 1e-9)
        {
            throw new ArgumentException("The parameter zone_width must divide 360° into at least six zones.");
        }

        _west = definition.Radians("initial_longitude");
        _width = Math.Tau / _zones;
        _million = 1e6 / definition.MetresPerUnit;
        _zone = new TransverseMercatorProjection(definition);
        Sheets = [.. Enumerable.Range(0, _zones).Select(zone => new MapSheet(
            _west + (zone * _width), -Math.PI / 2, _west + ((zone + 1) * _width), Math.PI / 2))];
    }

    public IReadOnlyList<MapSheet> Sheets { get; }

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var fromWest = xs[i] - _west;
            fromWest -= Math.Tau * Math.Floor(fromWest / Math.Tau);
            var zone = Math.Min(Math.Floor(fromWest / _width), _zones - 1);
            xs[i] = fromWest - ((zone + 0.5) * _width);
            _zone.Forward(xs.Slice(i, 1), ys.Slice(i, 1));
            xs[i] += (zone + 1) * _million;
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var zone = Math.Floor(xs[i] / _million) - 1;
            xs[i] -= (zone + 1) * _million;
            _zone.Inverse(xs.Slice(i, 1), ys.Slice(i, 1));
            if (Math.Abs(ys[i]) > (Math.PI / 2) - 1e-12)
            {
                // A pole is on all meridians.
                xs[i] = 0;
            }

            if (!(zone >= 0 && zone < _zones && Math.Abs(xs[i]) <= (_width / 2) + 1e-11))
            {
                (xs[i], ys[i]) = (double.NaN, double.NaN);
                continue;
            }

            xs[i] = Longitudes.OneTurn(_west + ((zone + 0.5) * _width) + xs[i]);
        }
    }
}
