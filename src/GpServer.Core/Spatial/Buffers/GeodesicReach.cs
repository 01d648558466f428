using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Proves that places lie within a distance of some of many others, by straight lines through space: a geodesic bends nowhere more than a
/// circle of the radius r = b²/a, the least radius of curvature of the ellipsoid, so by Schur's comparison theorem it is not longer than
/// the arc of that circle over the same chord. A place that is not proven may still be within the distance.
/// </summary>
sealed class GeodesicReach
{
    /// <summary>Few enough to look through one by one.</summary>
    const int LeafSize = 8;

    readonly Geodesic _geodesic;
    readonly double _furthestSquared;

    /// <summary>In each range those before the middle one are not above it along one axis, those after it not below.</summary>
    readonly Vector3D[] _places;

    /// <summary>The axis by which the range is divided whose middle this is.</summary>
    readonly byte[] _axes;

    /// <param name="geodesic">The ellipsoid.</param>
    /// <param name="places">Longitudes and latitudes in degrees.</param>
    /// <param name="distance">In metres.</param>
    public GeodesicReach(Geodesic geodesic, IReadOnlyList<Coordinate> places, double distance)
    {
        _geodesic = geodesic;
        var radius = geodesic.PolarRadius * geodesic.PolarRadius / geodesic.Ellipsoid.SemiMajorAxis;
        var chord = 2 * radius * Math.Sin(Math.Min(distance / (2 * radius), Math.PI / 2));
        _furthestSquared = chord * chord;
        _places = new Vector3D[places.Count];
        _axes = new byte[places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            _places[i] = InSpace(places[i].X, places[i].Y);
        }

        Divide(0, places.Count);
    }

    /// <summary>Whether a place is proven to be within the distance.</summary>
    public bool Covers(double longitude, double latitude) => Witness(InSpace(longitude, latitude)) >= 0;

    /// <summary>
    /// Whether a path is proven to be within the distance all along, not only at its vertices: each two neighbours are within the
    /// distance of the same place, and a circle below a quarter of the circumference has with two points also the geodesic between.
    /// </summary>
    public bool Covers(GeodesicPath path)
    {
        var witness = -1;
        var before = default(Vector3D);
        for (var i = 0; i < path.Count; i++)
        {
            var place = InSpace(path[i].Longitude, path[i].Latitude);
            if (witness < 0 || SquaredDistance(place, _places[witness]) > _furthestSquared)
            {
                witness = Witness(place);
                if (witness < 0 || (i > 0 && SquaredDistance(before, _places[witness]) > _furthestSquared))
                {
                    return false;
                }
            }

            before = place;
        }

        return true;
    }

    /// <summary>From the centre of the ellipsoid, in metres.</summary>
    Vector3D InSpace(double longitude, double latitude)
    {
        var (sin, cos) = Angle.SinCos(latitude);
        var (sinLongitude, cosLongitude) = Angle.SinCos(longitude);
        var e2 = _geodesic.EccentricitySquared;
        var normal = _geodesic.Ellipsoid.SemiMajorAxis / Math.Sqrt(1 - (e2 * sin * sin));
        return new Vector3D(normal * cos * cosLongitude, normal * cos * sinLongitude, normal * (1 - e2) * sin);
    }

    static double SquaredDistance(Vector3D one, Vector3D other)
    {
        double x = one.X - other.X, y = one.Y - other.Y, z = one.Z - other.Z;
        return (x * x) + (y * y) + (z * z);
    }

    static double Along(Vector3D place, int axis) => axis == 0 ? place.X : axis == 1 ? place.Y : place.Z;

    /// <summary>The nearest place; -1 when none is proven to be near enough.</summary>
    int Witness(Vector3D place)
    {
        var found = -1;
        var nearest = _furthestSquared;
        Search(0, _places.Length, place, ref found, ref nearest);
        return found;
    }

    void Search(int start, int end, Vector3D place, ref int found, ref double nearest)
    {
        if (end - start <= LeafSize)
        {
            for (var i = start; i < end; i++)
            {
                Compare(i, place, ref found, ref nearest);
            }

            return;
        }

        var middle = (start + end) / 2;
        Compare(middle, place, ref found, ref nearest);
        var ahead = Along(place, _axes[middle]) - Along(_places[middle], _axes[middle]);
        var low = ahead < 0;
        Search(low ? start : middle + 1, low ? middle : end, place, ref found, ref nearest);
        if (ahead * ahead <= nearest)
        {
            Search(low ? middle + 1 : start, low ? end : middle, place, ref found, ref nearest);
        }
    }

    void Compare(int index, Vector3D place, ref int found, ref double nearest)
    {
        var squared = SquaredDistance(place, _places[index]);
        if (squared <= nearest)
        {
            (found, nearest) = (index, squared);
        }
    }

    void Divide(int start, int end)
    {
        if (end - start <= LeafSize)
        {
            return;
        }

        var axis = WidestAxis(start, end);
        _places.AsSpan(start, end - start).Sort((one, other) => Along(one, axis).CompareTo(Along(other, axis)));
        var middle = (start + end) / 2;
        _axes[middle] = (byte)axis;
        Divide(start, middle);
        Divide(middle + 1, end);
    }

    int WidestAxis(int start, int end)
    {
        var widest = 0;
        var width = -1.0;
        for (var axis = 0; axis < 3; axis++)
        {
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var i = start; i < end; i++)
            {
                var along = Along(_places[i], axis);
                (least, most) = (Math.Min(least, along), Math.Max(most, along));
            }

            if (most - least > width)
            {
                (widest, width) = (axis, most - least);
            }
        }

        return widest;
    }

    readonly record struct Vector3D(double X, double Y, double Z);
}
