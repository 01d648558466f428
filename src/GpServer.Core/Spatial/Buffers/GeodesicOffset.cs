using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The curve to one side of an edge: from each place of the edge perpendicular to it, to the distance, or to where the perpendiculars
/// meet if that is nearer, since beyond there other places of the edge are nearer.
/// </summary>
/// <param name="geodesic">Where perpendiculars are computed.</param>
/// <param name="edge">The edge.</param>
/// <param name="side">1 to the right, -1 to the left.</param>
/// <param name="distance">In metres.</param>
readonly struct GeodesicOffset(Geodesic geodesic, GeodesicEdge edge, int side, double distance) : IGeodesicCurve
{
    public double AzimuthAt(double t) => edge.Azimuth(t) + (90 * side);

    public double ReachAt(double t) => Math.Min(distance, edge.FocalDistance(t, side));

    public (double Longitude, double Latitude) At(double parameter)
    {
        var (longitude, latitude) = edge.At(parameter);
        var end = geodesic.From(latitude, 0).DirectRelative(AzimuthAt(parameter), ReachAt(parameter));
        return (longitude + end.LongitudeDifference, end.Latitude);
    }
}
