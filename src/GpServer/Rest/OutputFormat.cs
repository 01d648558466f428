namespace GpServer.Rest;

/// <summary>The form of an answer: the request parameter <c>f</c>.</summary>
enum OutputFormat
{
    Json,
    PrettyJson,
    GeoJson,
    Pbf,
    Html,
}
