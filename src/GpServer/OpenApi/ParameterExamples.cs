using System.Text.Json.Nodes;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using Microsoft.OpenApi;

namespace GpServer.OpenApi;

/// <summary>A value for each data type that needs one to be understood; with it, a task runs as it stands on the page.</summary>
static class ParameterExamples
{
    public static JsonNode? Of(GpParameter parameter) => parameter switch
    {
        FeaturesParameter features => Features(features.GeometryTypes is [var first, ..] ? first : features.Schema.GeometryType),
        _ => ByType(parameter.DataType),
    };

    public static OpenApiSchema WithExample(this OpenApiSchema schema, JsonNode? example)
    {
        // The list of examples that replaces this member is of version 3.1, and the page fills its fields from this one alone.
#pragma warning disable CS0618
        schema.Example = example;
#pragma warning restore CS0618
        return schema;
    }

    static string? ByType(string dataType) => dataType switch
    {
        "GPRecordSet" => """{"fields":[{"name":"name","type":"esriFieldTypeString"}],"features":[{"attributes":{"name":"a row"}}]}""",
        "GPLinearUnit" => """{"distance":500,"units":"esriMeters"}""",
        "GPArealUnit" => """{"area":10,"units":"esriHectares"}""",
        "GPTimeUnit" => """{"time":90,"units":"esriTimeUnitsMinutes"}""",
        "GPDate" => "1735689600000",
        "GPSpatialReference" or "GPCoordinateSystem" => """{"wkid":4326}""",
        "GPExtent" or "GPEnvelope" => """{"xmin":5.9,"ymin":45.8,"xmax":10.5,"ymax":47.8,"spatialReference":{"wkid":4326}}""",
        "GPDataFile" or "GPRasterData" or "GPRasterDataLayer" => """{"url":"https://data.example.com/file.zip"}""",
        "GPValueTable" => """[["a",1],["b",2]]""",
        _ when dataType.StartsWith("GPMultiValue:", StringComparison.Ordinal) => "[]",
        _ => null,
    };

    static string Features(GeometryType type)
    {
        var (name, geometry) = type switch
        {
            GeometryType.Polyline => ("Polyline", """{"paths":[[[8.53,47.36],[8.55,47.38]]]}"""),
            GeometryType.Polygon => ("Polygon", """{"rings":[[[8.53,47.36],[8.53,47.38],[8.55,47.38],[8.53,47.36]]]}"""),
            GeometryType.Multipoint => ("Multipoint", """{"points":[[8.53,47.36],[8.55,47.38]]}"""),
            _ => ("Point", """{"x":8.54,"y":47.37}"""),
        };
        return $$$"""{"geometryType":"esriGeometry{{{name}}}","spatialReference":{"wkid":4326},"features":[{"geometry":{{{geometry}}},"attributes":{"name":"an example"}}]}""";
    }
}
