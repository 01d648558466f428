namespace GpServer.Core.Spatial;

/// <summary>
/// Reduces an oblique Mercator whose central line goes through two points to one given by centre and azimuth (Snyder, USGS Professional
/// Paper 1395, pages 71 and 72, alternate B). On the aposphere, of longitudes B λ and isometric latitudes B ψ + c, the line is a great
/// circle: tan of the latitude is tan of its greatest one times the sine of the longitude from where it crosses the equator.
/// </summary>
static class ObliqueMercatorTwoPoint
{
    /// <param name="definition">
    /// <c>latitude_of_center</c>; <c>latitude_of_point_1</c>, <c>longitude_of_point_1</c> and those of point 2.
    /// </param>
    /// <exception cref="ArgumentException">The points make no line that is oblique, or it does not reach the centre's latitude.</exception>
    public static ProjectionDefinition ByAzimuth(ProjectionDefinition definition)
    {
        var (latitude1, latitude2) = (definition.Radians("latitude_of_point_1"), definition.Radians("latitude_of_point_2"));
        var (longitude1, longitude2) = (definition.Radians("longitude_of_point_1"), definition.Radians("longitude_of_point_2"));
        var center = definition.Radians("latitude_of_center");
        var difference = Longitudes.OneTurn(longitude2 - longitude1);
        if (!(Math.Max(Math.Abs(latitude1), Math.Max(Math.Abs(latitude2), Math.Abs(center))) < Math.PI / 2))
        {
            throw new ArgumentException(
                "The parameters latitude_of_point_1, latitude_of_point_2 and latitude_of_center must not be poles.");
        }

        if (Math.Abs(latitude1 - latitude2) + Math.Abs(difference) < 1e-9)
        {
            throw new ArgumentException("The points of the parameters latitude_of_point_1 to longitude_of_point_2 must not be one.");
        }

        var (sin, cos) = Math.SinCos(center);
        var e2 = definition.Ellipsoid.EccentricitySquared;
        var b = Math.Sqrt(1 + (e2 / (1 - e2) * cos * cos * cos * cos));
        var g = Math.Sqrt((1 - e2) / (1 - (e2 * sin * sin))) * sin / cos;
        var isometric = new IsometricLatitude(definition.Ellipsoid);
        var c = Math.Asinh(g) - (b * isometric.FromGeodetic(center));
        // Tangents of the latitudes on the aposphere; the first equation for the great circle over the second gives where it starts.
        var (tan1, tan2) = (Math.Sinh((b * isometric.FromGeodetic(latitude1)) + c), Math.Sinh((b * isometric.FromGeodetic(latitude2)) + c));
        var (sinTurn, cosTurn) = Math.SinCos(b * difference);
        var fromStart = Math.Atan2(tan1 * sinTurn, tan2 - (tan1 * cosTurn));
        var greatest = Math.Abs(Math.Sin(fromStart)) > Math.Abs(Math.Sin(fromStart + (b * difference)))
            ? tan1 / Math.Sin(fromStart)
            : tan2 / Math.Sin(fromStart + (b * difference));
        // The azimuth at the equator has this cotangent; where the line crosses the centre's latitude the sine is g over it.
        var sinCenter = g / greatest;
        if (!(Math.Abs(sinCenter) <= 1))
        {
            throw new ArgumentException("The line through the two points does not reach the parameter latitude_of_center.");
        }

        var sinAzimuth = Math.Sqrt(1 + (g * g)) / Math.Sqrt(1 + (greatest * greatest)) * Math.Sign(greatest);
        var longitude = longitude1 + ((Math.Asin(sinCenter) - fromStart) / b);
        var parameters = new Dictionary<string, double>(definition.Parameters)
        {
            ["longitude_of_center"] = double.RadiansToDegrees(Longitudes.OneTurn(longitude)),
            ["azimuth"] = double.RadiansToDegrees(Math.Asin(Math.Clamp(sinAzimuth, -1, 1))),
        };
        parameters["rectified_grid_angle"] = parameters["azimuth"];
        return definition with { Parameters = parameters };
    }
}
