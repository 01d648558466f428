using GpServer.Rest;
using GpServer.Security;

namespace GpServer.Admin.Services;

/// <summary>Maps resources of services and folders below <c>/admin/services</c>.</summary>
static class AdminRoutes
{
    /// <summary>Maps a resource of a service, which is at the root or in a folder.</summary>
    public static void MapOfService(this RestRoutes rest, string pattern, ResourceHandler handler)
    {
        rest.MapAdmin($"/services/{{service}}.GPServer{pattern}", RouteAccess.Publisher, handler);
        rest.MapAdmin($"/services/{{folder}}/{{service}}.GPServer{pattern}", RouteAccess.Publisher, handler);
    }

    /// <summary>Maps a resource of the root and of each folder.</summary>
    public static void MapOfFolder(this RestRoutes rest, string pattern, ResourceHandler handler)
    {
        rest.MapAdmin($"/services{pattern}", RouteAccess.Publisher, handler);
        rest.MapAdmin($"/services/{{folder}}{pattern}", RouteAccess.Publisher, handler);
    }
}
