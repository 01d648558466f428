using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using GeometryType = GpServer.Core.Features.GeometryType;

namespace GpServer.Tools.Tests;

/// <summary>Feature sets for tests: features with an object id from 10, a name, and a shape as WKT.</summary>
static class Features
{
    public static FeatureSet Set(GeometryType type, int wkid, params string?[] shapes) =>
        Set(type, wkid, [.. shapes.Select(shape => shape is null ? null : Shape(shape))]);

    public static FeatureSet Set(GeometryType type, int wkid, params Geometry?[] shapes) => new(
        new FeatureSchema
        {
            GeometryType = type,
            SpatialReference = SpatialReferences.Default.Get(wkid),
            Fields = [new Field("FID", FieldType.OID), new Field("NAME", FieldType.String) { Length = 10 }],
        },
        [.. shapes.Select((shape, place) => new Feature(shape, [10L + place, $"name {place}"]))]);

    public static Geometry Shape(string wkt) => new WKTReader(GeometryServices.Services) { IsOldNtsCoordinateSyntaxAllowed = false }.Read(wkt);
}
