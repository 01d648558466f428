using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>What a picture shows of the world, and how large it is. Immutable.</summary>
public sealed record MapView
{
    const double MetresOfInch = 0.0254;
    const double WebMercatorRadius = 6_378_137;
    const int WebMercator = 3857;

    MapView(Envelope extent, SpatialReference reference, int width, int height, double dpi)
    {
        (Extent, Reference, Width, Height, Dpi) = (extent, reference, width, height, dpi);
        PixelSize = extent.Width / width;
    }

    /// <summary>What is shown, exactly.</summary>
    public Envelope Extent { get; }

    public SpatialReference Reference { get; }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>Pixels of an inch: how large symbols are.</summary>
    public double Dpi { get; }

    /// <summary>The side of a pixel in the unit of <see cref="Reference"/>.</summary>
    public double PixelSize { get; }

    /// <summary>Pixels of a point, 1/72 of an inch.</summary>
    public double PixelsOfPoint => Dpi / 72;

    /// <summary>How many times smaller the picture is than what it shows; degrees count as on the equator.</summary>
    public double Scale => Extent.Width * MetresOfUnit(Reference) / (Width / Dpi * MetresOfInch);

    /// <summary>After how many units x is the same place again; 0 in systems where it never is.</summary>
    public double Turn => TurnOf(Reference);

    /// <summary>After how many units x of a system is the same place again; 0 in systems where it never is.</summary>
    public static double TurnOf(SpatialReference reference) => reference.IsGeographic ? Math.Tau / reference.UnitFactor
        : reference.LatestWkid == WebMercator ? Math.Tau * WebMercatorRadius : 0;

    /// <summary>A picture of an extent, which is enlarged around its middle where it has not the shape of the picture.</summary>
    /// <param name="extent">Not empty, its numbers finite; one without width or height gets some.</param>
    public static MapView Around(Envelope extent, SpatialReference reference, int width, int height, double dpi)
    {
        // A point is shown as if it were some metres wide.
        var least = Math.Max(20 / MetresOfUnit(reference), (Math.Abs(extent.Centre.X) + Math.Abs(extent.Centre.Y)) * 1e-9);
        var (across, along) = extent is { Width: 0, Height: 0 } ? (least, least) : (extent.Width, extent.Height);
        var pixel = Math.Max(across / width, along / height);
        var (x, y) = (extent.MinX + (extent.Width / 2), extent.MinY + (extent.Height / 2));
        var (halfWidth, halfHeight) = (pixel * width / 2, pixel * height / 2);
        return new MapView(new Envelope(x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight), reference, width, height, dpi);
    }

    /// <summary>Metres of a unit of a system, at the equator for degrees.</summary>
    public static double MetresOfUnit(SpatialReference reference) =>
        reference.IsGeographic ? reference.UnitFactor * WebMercatorRadius : reference.UnitFactor;
}
