using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Pbf;

/// <summary>
/// The grid to whose whole numbers coordinates are brought: <c>x = TranslateX + ScaleX · X</c>, and y likewise, counted downwards
/// (<c>y = TranslateY − ScaleY · Y</c>) where the origin is the upper left.
/// </summary>
/// <param name="ScaleX">The width of a cell, in units of the coordinates.</param>
/// <param name="ScaleY">The height of a cell.</param>
/// <param name="TranslateX">The x of the origin.</param>
/// <param name="TranslateY">The y of the origin.</param>
/// <param name="FromTop">Whether y is counted downwards from the origin.</param>
public readonly record struct PbfTransform(double ScaleX, double ScaleY, double TranslateX, double TranslateY, bool FromTop = true)
{
    /// <summary>Of z and m in every answer: a tenth of a millimetre where they are metres.</summary>
    public const double MeasureScale = 1e-4;

    /// <summary>Farther from the origin no whole number is exact in a reader that keeps numbers as doubles, as JavaScript does.</summary>
    public const long MostCells = 1L << 52;

    const double MetreScale = 1e-4;
    const double DegreeScale = 1e-9;
    const double UnknownScale = 1e-7;

    /// <summary>The grid of a request for quantised coordinates.</summary>
    /// <param name="extent">Its corner at the top or bottom left is the origin.</param>
    /// <param name="tolerance">The size of a cell; above 0.</param>
    public static PbfTransform Quantize(Envelope extent, double tolerance, bool fromTop)
    {
        ArgumentNullException.ThrowIfNull(extent);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        return new(tolerance, tolerance, extent.MinX, fromTop ? extent.MaxY : extent.MinY, fromTop);
    }

    /// <summary>
    /// A grid finer than anything measured, for whoever asked for none: 1e-9 degrees, which are a tenth of a millimetre; a tenth of a
    /// millimetre, in whole powers of ten of the unit, in a projected system; 1e-7 where nobody knows the unit. Its origin is zero.
    /// </summary>
    public static PbfTransform Fine(SpatialReference? system)
    {
        var scale = system switch
        {
            null => UnknownScale,
            { IsGeographic: true } => DegreeScale,
            _ => Math.Pow(10, Math.Floor(Math.Log10(MetreScale / system.UnitFactor))),
        };
        return new PbfTransform(scale, scale, 0, 0);
    }

    internal double CellX(double x) => Math.Round((x - TranslateX) / ScaleX);

    internal double CellY(double y) => Math.Round((FromTop ? TranslateY - y : y - TranslateY) / ScaleY);
}
