using GpServer.Core.Json;
using GpServer.Rest.Answers;
using GpServer.Rest.Tokens;
using GpServer.Security;

namespace GpServer.Rest.Resources;

/// <summary><c>/rest/info</c>: the first thing that clients read, so it never asks for a token.</summary>
static class InfoResource
{
    public static void MapInfo(this RestRoutes rest, SiteState site) => rest.Map("/rest/info", RouteAccess.Open, request =>
    {
        // Below the root that the client used: clients compare it with the URLs of services.
        var tokens = request.Url(TokenResource.Path);
        return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json => Write(json, tokens, site.Now.Tokens)));
    });

    static void Write(JsonOutput json, string tokensUrl, TokenSettings tokens)
    {
        json.StartObject();
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.Member("fullVersion"u8, ProtocolVersion.Full);

        // There is no SOAP endpoint to point to.
        json.Member("soapUrl"u8, (string?)null);
        json.Member("secureSoapUrl"u8, (string?)null);
        json.StartObject("authInfo"u8);
        json.Member("isTokenBasedSecurity"u8, true);
        json.Member("tokenServicesUrl"u8, tokensUrl);
        json.Member("shortLivedTokenValidity"u8, tokens.ShortMinutes);
        json.EndObject();
        json.EndObject();
    }
}
