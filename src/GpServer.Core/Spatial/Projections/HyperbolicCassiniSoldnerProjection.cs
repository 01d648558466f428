namespace GpServer.Core.Spatial;

/// <summary>
/// Hyperbolic Cassini-Soldner (EPSG method 9833; Guidance Note 7-2): Cassini-Soldner whose northing from the origin, X, becomes
/// X - X³ / 6ρν with the radii at the point's latitude.
/// </summary>
sealed class HyperbolicCassiniSoldnerProjection(ProjectionDefinition definition) : IProjection
{
    readonly CassiniSoldnerProjection _cassini = new(definition);
    readonly Ellipsoid _ellipsoid = definition.Ellipsoid;
    readonly double _metresPerUnit = definition.MetresPerUnit;
    readonly double _falseNorthing = definition.Value("false_northing");

    public IReadOnlyList<MapSheet> Sheets => ((IProjection)_cassini).Sheets;

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var latitude = ys[i];
            _cassini.Forward(xs.Slice(i, 1), ys.Slice(i, 1));
            var reduction = Reduction(ys[i], latitude);
            // From where on the reduced northings come back, the map would lie upon itself.
            (xs[i], ys[i]) = reduction.IsUnique ? (xs[i], ys[i] - reduction.Length) : (double.NaN, double.NaN);
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        Span<double> place = stackalloc double[2];
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, reduced) = (xs[i], ys[i]);
            var north = reduced;
            var latitude = double.NaN;
            // Within the map a step's error shrinks by X² / 2ρν at least.
            for (var step = 0; step < 200; step++)
            {
                (place[0], place[1]) = (x, north);
                _cassini.Inverse(place[..1], place[1..]);
                latitude = place[1];
                var next = reduced + Reduction(north, latitude).Length;
                var isDone = !(Math.Abs(next - north) * _metresPerUnit > 1e-9);
                north = next;
                if (isDone)
                {
                    break;
                }
            }

            var isOnMap = Reduction(north, latitude).IsUnique;
            (xs[i], ys[i]) = isOnMap ? (place[0], place[1]) : (double.NaN, double.NaN);
        }
    }

    /// <summary>What a northing is reduced by, in the system's unit, and whether X² is below ρν.</summary>
    (double Length, bool IsUnique) Reduction(double north, double latitude)
    {
        var sin = Math.Sin(latitude);
        var x = (north - _falseNorthing) * _metresPerUnit;
        var product = _ellipsoid.Meridional(sin) * _ellipsoid.PrimeVertical(sin);
        return (x * x * x / (6 * product) / _metresPerUnit, x * x < product);
    }
}
