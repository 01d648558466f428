using GpServer.Core.Json;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary><c>/rest/info</c>: the first thing that clients read, so it never asks for a token.</summary>
static class InfoResource
{
    public static void MapInfo(this RestRoutes rest) => rest.Map("/rest/info", _ => ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(Write)));

    static void Write(JsonOutput json)
    {
        json.StartObject();
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.Member("fullVersion"u8, ProtocolVersion.Full);

        // There is no SOAP endpoint to point to.
        json.Member("soapUrl"u8, (string?)null);
        json.Member("secureSoapUrl"u8, (string?)null);
        json.StartObject("authInfo"u8);
        json.Member("isTokenBasedSecurity"u8, false);
        json.EndObject();
        json.EndObject();
    }
}
