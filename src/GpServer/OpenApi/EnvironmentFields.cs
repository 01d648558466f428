using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace GpServer.OpenApi;

/// <summary>The form fields that every task takes beside its parameters.</summary>
static class EnvironmentFields
{
    static readonly string[] Formats = ["json", "pjson", "geojson", "html"];

    public static IEnumerable<(string Name, OpenApiSchema Schema)> All()
    {
        yield return ("f", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "The form of the answer.",
            Enum = [.. Formats.Select(format => JsonValue.Create(format))],
            Default = "json",
        });
        yield return ("env:outSR", Text("The spatial reference of the results: a wkid such as 4326, or a spatial reference as JSON."));
        yield return ("env:processSR", Text(
            "The spatial reference in which the task works: a wkid such as 3857, or a spatial reference as JSON."));
        yield return ("context", Text("""
            Extent and spatial references together, as JSON, which wins over the fields above:
            {"extent":{"xmin":5.9,"ymin":45.8,"xmax":10.5,"ymax":47.8,"spatialReference":{"wkid":4326}},"outSR":4326,"processSR":null}
            """));
        yield return Flag("returnZ", "Write Z values.", false);
        yield return Flag("returnM", "Write M values.", false);
        yield return Flag("returnFeatureCollection", "Write feature results as layers with their definition.", false);
        yield return Flag("returnColumnName", "Write rows of value tables with the names of their columns.", false);
        yield return Flag("simplifyFeatures", "Repair polygons before they are used.", true);
    }

    // Without an example, which the page would fill in and send.
    static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    static (string Name, OpenApiSchema Schema) Flag(string name, string description, bool value) =>
        (name, new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = description, Default = value });
}
