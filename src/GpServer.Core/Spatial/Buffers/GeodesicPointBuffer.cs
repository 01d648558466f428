using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Geodesic circles of one radius around points in longitude and latitude (x and y in degrees). The result is a valid polygon or
/// multipolygon between the longitudes -180 and 180, shells clockwise: circles are cut at the antimeridian, and those around a pole run
/// along it. Immutable: one instance may be used by many threads.
/// </summary>
/// <remarks>
/// Vertices are equally spaced in azimuth. Each lies at the radius to a micrometre, also those where the circle meets the antimeridian.
/// The middle of an edge is off the circle by not more than 0.1 % of the radius, for which edges near a pole are divided.
/// </remarks>
public sealed class GeodesicPointBuffer
{
    /// <summary>The default number of vertices, whose edges keep within 0.06 % of the radius away from the poles.</summary>
    public const int DefaultVertices = 96;

    /// <summary>The largest number of vertices.</summary>
    public const int MaxVertices = 3600;

    readonly Geodesic _geodesic;

    /// <param name="geodesic">The geodesics of the ellipsoid that the coordinates refer to.</param>
    /// <param name="distance">The radius in metres; where it is not positive the buffers are empty.</param>
    /// <param name="vertices">Vertices of a circle, a multiple of 4 from 8 to 3600; more are used near the poles.</param>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/> when the distance is not a number or reaches π times the
    /// polar semi-axis (19,970,326 m on WGS 84), from where circles cross themselves, or the vertices are outside their range.</exception>
    public GeodesicPointBuffer(Geodesic geodesic, double distance, int vertices = DefaultVertices)
    {
        ArgumentNullException.ThrowIfNull(geodesic);
        if (!(distance < geodesic.InjectivityRadius))
        {
            throw new GpException(
                GpError.InvalidParameter,
                $"The geodesic distance {distance} m is not below half the circumference, {Math.Floor(geodesic.InjectivityRadius)} m.");
        }

        if (vertices is < 8 or > MaxVertices || vertices % 4 != 0)
        {
            throw new GpException(
                GpError.InvalidParameter, $"The vertices of a circle, {vertices}, are not a multiple of 4 from 8 to {MaxVertices}.");
        }

        _geodesic = geodesic;
        Distance = distance;
        Vertices = vertices;
    }

    /// <summary>The radius in metres.</summary>
    public double Distance { get; }

    /// <summary>Vertices of a circle away from the poles.</summary>
    public int Vertices { get; }

    /// <summary>
    /// The circle around a point, or the union of those around the points of a multipoint or of a collection of points. Empty for
    /// nothing.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/> when a coordinate is not a longitude and a latitude;
    /// <see cref="GpError.NotAvailable"/> for lines and polygons.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, before or during the work.</exception>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        return geometry is Point point ? Buffer(point) : Buffer(geometry, stop.ThrowIfCancellationRequested);
    }

    /// <summary>As above; the checkpoint is called between short steps and ends the work by throwing.</summary>
    internal Geometry Buffer(Geometry? geometry, Action checkpoint)
    {
        checkpoint();
        switch (geometry)
        {
            case null or { IsEmpty: true }:
                return GeometryServices.Factory.CreatePolygon();
            case Point point:
                return Buffer(point);
            case GeometryCollection collection and not (MultiLineString or MultiPolygon):
                var buffers = collection.Geometries.Select(member => Buffer(member, checkpoint)).ToList();
                return PolygonalResult.Of(PolygonUnion.Union(buffers, checkpoint, 1));
            default:
                throw new GpException(
                    GpError.NotAvailable, $"Geodesic buffers are made of points; a {geometry.GeometryType} came.");
        }
    }

    Geometry Buffer(Point point)
    {
        if (point.IsEmpty || !(Distance > 0))
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        if (!double.IsFinite(point.X) || !(Math.Abs(point.Y) <= 90))
        {
            throw new GpException(
                GpError.InvalidParameter,
                $"The point ({point.X}, {point.Y}) is not a longitude and a latitude from -90 to 90 degrees.");
        }

        var centre = _geodesic.From(point.Y, point.X);
        var circle = new GeodesicCircle(centre, Distance, Vertices);
        return GeodesicCirclePolygon.Create(circle, centre.Longitude, CoversBothPoles(centre.Latitude));
    }

    bool CoversBothPoles(double latitude)
    {
        return Distance > _geodesic.InjectivityRadius / 2
            && Distance > _geodesic.Inverse(latitude, 0, 90, 0).Distance
            && Distance > _geodesic.Inverse(latitude, 0, -90, 0).Distance;
    }
}
