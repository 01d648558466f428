namespace GpServer.Rest;

/// <summary>The form of an answer: the request parameter <c>f</c>.</summary>
enum OutputFormat
{
    Json,
    PrettyJson,
    GeoJson,
    Pbf,
    Html,

    /// <summary>A picture, where the resource can be drawn.</summary>
    Image,

    /// <summary>A file of features, in a format of <see cref="Wire.Files.FeatureFiles"/>.</summary>
    File,
}
