namespace GpServer.References;

/// <summary>What features can be read from a URL, and how.</summary>
enum InputUrlKind
{
    /// <summary>A file or document: what it is is seen when it is there.</summary>
    File,

    /// <summary>A layer or table of a feature or map service.</summary>
    Layer,

    /// <summary>A query of one, with its parameters.</summary>
    Query,

    /// <summary>A result of a geoprocessing job.</summary>
    Result,

    /// <summary>A feature or map service as a whole.</summary>
    Service,

    /// <summary>An image service.</summary>
    Image,
}
