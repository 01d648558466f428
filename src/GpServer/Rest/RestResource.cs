using GpServer.Security;

namespace GpServer.Rest;

/// <summary>A resource as its route maps it.</summary>
/// <param name="Access">Who may reach it.</param>
sealed record RestResource(ResourceHandler Handler, RouteAccess Access)
{
    /// <summary>The resource can answer <c>f=geojson</c>.</summary>
    public bool GeoJson { get; init; }

    /// <summary>The resource can answer <c>f=pbf</c>.</summary>
    public bool Pbf { get; init; }

    /// <summary>
    /// Of a resource that takes a file: bytes that the body of a request with these parts of the path may have. The file is not read before the
    /// resource reads it.
    /// </summary>
    public Func<RouteValueDictionary, long>? StreamedBytes { get; init; }

    /// <summary>The resource can answer <c>f=image</c>.</summary>
    public bool Images { get; init; }

    /// <summary>The resource can answer with files of features, such as <c>f=csv</c>.</summary>
    public bool Files { get; init; }

    /// <summary>The resource is one of administrators, whose clients know another form of errors.</summary>
    public bool IsAdministrative { get; init; }
}
