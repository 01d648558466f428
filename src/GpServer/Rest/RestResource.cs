using GpServer.Security;

namespace GpServer.Rest;

/// <summary>A resource as its route maps it.</summary>
/// <param name="Access">Who may reach it.</param>
sealed record RestResource(ResourceHandler Handler, RouteAccess Access)
{
    /// <summary>The resource can answer <c>f=geojson</c>.</summary>
    public bool GeoJson { get; init; }

    /// <summary>The resource can answer with files of features, such as <c>f=csv</c>.</summary>
    public bool Files { get; init; }

    /// <summary>The resource is one of administrators, whose clients know another form of errors.</summary>
    public bool IsAdministrative { get; init; }
}
