namespace GpServer.Core.Spatial;

/// <summary>
/// Two-point equidistant: distances from two points are true (H. Maurer; Snyder, An Album of Map Projections, USGS Professional Paper 1453,
/// page 144), on the sphere with the equator's radius. x runs along the line of the two points from halfway between them, y to its left.
/// The sides a, b (from the points) and c (between them) of the spherical triangle become those of a plane one; heights of flat triangles
/// come from the products of half sums and sines, which keep the digits that squares of distances lose.
/// </summary>
readonly struct TwoPointEquidistant : IPointFormula
{
    const double Tolerance = 1e-12;

    readonly double _radius, _c;
    readonly Direction _first, _second, _normal;

    /// <param name="definition"><c>latitude_of_point_1</c>, <c>longitude_of_point_1</c> and those of point 2. No central meridian.</param>
    /// <exception cref="ArgumentException">The points are one or opposite.</exception>
    public TwoPointEquidistant(ProjectionDefinition definition)
    {
        _radius = definition.Ellipsoid.SemiMajorAxis;
        _first = Direction.At(definition.Radians("longitude_of_point_1"), definition.Radians("latitude_of_point_1"));
        _second = Direction.At(definition.Radians("longitude_of_point_2"), definition.Radians("latitude_of_point_2"));
        _normal = _first.Cross(_second);
        if (!(_normal.Length > 1e-9))
        {
            throw new ArgumentException(
                "The points of the parameters latitude_of_point_1 to longitude_of_point_2 must be neither one nor opposite.");
        }

        _c = _first.AngleTo(_second);
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var place = Direction.At(longitude, latitude);
        var (a, b) = (place.AngleTo(_first), place.AngleTo(_second));
        // Twice the volume of the corners' tetrahedron, squared, is 4 sin s sin(s-a) sin(s-b) sin(s-c).
        var volume = _normal.Dot(place);
        var s = (a + b + _c) / 2;
        var (sa, sb, sc) = (Math.Max(0, s - a), Math.Max(0, s - b), Math.Max(0, s - _c));
        var least = Math.Min(sa, Math.Min(sb, sc));
        var product = volume * volume / 4 / Math.Sin(Math.Min(s, Math.PI));
        if (Math.PI - s < least)
        {
            // Opposite the line between the points it is s that is flat, and nothing is lost.
        }
        else if (least == sc)
        {
            sc = Side(product, sa, sb, sc);
        }
        else if (least == sa)
        {
            sa = Side(product, sb, sc, sa);
        }
        else
        {
            sb = Side(product, sa, sc, sb);
        }

        var height = 2 / _c * Math.Sqrt(s * sa * sb * sc);
        return (_radius * (a - b) * (a + b) / (2 * _c), _radius * Math.CopySign(height, volume));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        (x, y) = (x / _radius, y / _radius);
        var (u, v) = (x + (_c / 2), x - (_c / 2));
        var (a, b) = (Math.Sqrt((u * u) + (y * y)), Math.Sqrt((v * v) + (y * y)));
        var s = (a + b + _c) / 2;
        if (!(s <= Math.PI + Tolerance))
        {
            return (double.NaN, double.NaN);
        }

        // What a and b exceed |u| and |v| by.
        var (overA, overB) = (a > 0 ? y * y / (a + Math.Abs(u)) : 0, b > 0 ? y * y / (b + Math.Abs(v)) : 0);
        var sa = u > 0 && v > 0 ? (overB - overA) / 2 : s - a;
        var sb = u < 0 && v < 0 ? (overA - overB) / 2 : s - b;
        var sc = u >= 0 && v <= 0 ? (overA + overB) / 2 : s - _c;
        var product = Math.Sin(Math.Min(s, Math.PI)) * Math.Sin(Math.Max(0, sa)) * Math.Sin(Math.Max(0, sb)) * Math.Sin(Math.Max(0, sc));
        var volume = Math.CopySign(2 * Math.Sqrt(Math.Max(0, product)), y);
        var (cosA, cosB, cosC) = (Math.Cos(a), Math.Cos(b), Math.Cos(_c));
        var squared = _normal.Dot(_normal);
        var place = (((cosA - (cosB * cosC)) / squared) * _first) + (((cosB - (cosA * cosC)) / squared) * _second)
            + ((volume / squared) * _normal);
        return (place.Longitude, place.Latitude);
    }

    /// <summary>The smallest of the three from the product of all sines.</summary>
    static double Side(double product, double other, double another, double otherwise)
    {
        var sine = product / (Math.Sin(other) * Math.Sin(another));
        return sine is >= 0 and < 0.5 ? Math.Asin(sine) : otherwise;
    }
}
