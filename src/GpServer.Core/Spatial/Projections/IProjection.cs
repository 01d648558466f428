namespace GpServer.Core.Spatial;

/// <summary>
/// A map projection alone: no datum, no other zero meridian. Works in place on whole spans; a point that it cannot compute becomes NaN in
/// both ordinates. Instances are immutable and used by several threads at once.
/// </summary>
interface IProjection
{
    /// <summary>
    /// The parts of the earth that the map shows without a gap inside; together they are all of it. A shape that lies in several is cut
    /// along their edges. None: the map has no such edges, or none that a shape within its domain reaches.
    /// </summary>
    IReadOnlyList<MapSheet> Sheets => [];

    /// <summary>
    /// Radians of longitude (from Greenwich, any turn) and latitude (within ±π/2) become east and north in the system's unit.
    /// </summary>
    void Forward(Span<double> xs, Span<double> ys);

    /// <summary>East and north in the system's unit become radians of longitude from Greenwich and latitude.</summary>
    void Inverse(Span<double> xs, Span<double> ys);
}
