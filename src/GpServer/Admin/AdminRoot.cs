using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Admin;

/// <summary><c>/admin</c> and <c>/admin/info</c>: where the Administrator API begins.</summary>
static class AdminRoot
{
    static readonly string[] Resources = ["services", "security", "system", "logs", "data", "uploads", "site"];

    public static void Map(RestRoutes rest)
    {
        rest.MapAdmin("", RouteAccess.Publisher, _ => AdminAnswers.Document(static json =>
        {
            json.StartArray("resources"u8);
            foreach (var resource in Resources)
            {
                json.Value(resource);
            }

            json.EndArray();
            json.Member("currentVersion"u8, ProtocolVersion.Number);
            json.Member("fullVersion"u8, ProtocolVersion.Full);
            json.Member("acceptLanguage"u8, (string?)null);
        }));
        rest.MapAdmin("/info", RouteAccess.Publisher, Info);
    }

    static ValueTask<EsriAnswer> Info(RestRequest request)
    {
        var caller = request.Caller;
        return AdminAnswers.Document(json =>
        {
            json.Member("currentversion"u8, ProtocolVersion.Number);
            json.Member("currentVersion"u8, ProtocolVersion.Number);
            json.Member("fullversion"u8, ProtocolVersion.Full);
            json.Member("fullVersion"u8, ProtocolVersion.Full);
            json.Member("timezone"u8, TimeZoneInfo.Local.Id);
            json.Member("loggedInUser"u8, caller.Name);
            json.Member("loggedInUserPrivilege"u8, PrivilegeNames.Of(caller.Privilege));
        });
    }
}
