using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Execution;
using NetTopologySuite.Geometries;

namespace GpServer.Rest.Maps;

/// <summary>Reads the geometry of a request: numbers of a point or an extent, or Esri JSON.</summary>
static class QueryShape
{
    const string Name = "geometry";

    /// <returns>The geometry and its own system; the latter is null where it does not say.</returns>
    public static (Geometry Geometry, SpatialReference? System) Read(RestRequest request, ValueReadings readings)
    {
        if (request.Parameters.Find(Name) is not { IsNotGiven: false } text)
        {
            throw new GpException(GpError.MissingParameter, $"{Name}: a value is required.");
        }

        if (text.Utf8.Span.TrimStart((byte)' ') is not [(byte)'{', ..])
        {
            return MapReading.Numbers(text.Utf8) switch
            {
                [var x, var y] => (GeometryServices.Factory.CreatePoint(new Coordinate(x, y)), null),
                [var x0, var y0, var x1, var y1] => (GeometryServices.Factory.ToGeometry(new Envelope(x0, x1, y0, y1)), null),
                _ => throw Wrong(text),
            };
        }

        var reading = readings.Stored();
        var value = reading.Features!.Read(text.Utf8, new FeatureReadOptions { Parameter = Name, Reading = reading });
        return value is FeatureSet set && set.Features.FirstOrDefault()?.Geometry is { IsEmpty: false } geometry
            ? (geometry, set.SpatialReference)
            : throw Wrong(text);
    }

    static GpException Wrong(ParameterText text) => new(GpError.InvalidParameter,
        $"{Name}: '{text.Excerpt()}' is not valid; expected x,y or xmin,ymin,xmax,ymax or the JSON of a geometry.");
}
