using GpServer.Core;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Admin.Security;

/// <summary><c>/admin/security/tokens</c>: how long tokens live. The times are minutes.</summary>
sealed class TokenSettingsResource(SiteEditor editor, SiteState site)
{
    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/security", RouteAccess.Administrator, static _ => AdminAnswers.Document(static json =>
        {
            json.StartArray("resources"u8);
            json.Value("users");
            json.Value("roles");
            json.Value("tokens");
            json.Value("config");
            json.EndArray();
        }));
        rest.MapAdmin("/security/tokens", RouteAccess.Administrator, Get);
        rest.MapAdmin("/security/config", RouteAccess.Administrator, Get);
        rest.MapAdmin("/security/tokens/update", RouteAccess.Administrator, Update);
    }

    ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var tokens = site.Now.Tokens;
        return AdminAnswers.Document(json =>
        {
            json.Member("tokenManagerType"u8, "DATA_PROTECTION"u8);
            json.Member("securityEnabled"u8, true);
            json.Member("authenticationTier"u8, "GIS_SERVER"u8);
            json.StartObject("properties"u8);
            json.Member("shortTimeout"u8, tokens.ShortMinutes);
            json.Member("longTimeout"u8, tokens.LongestMinutes);
            json.Member("getAllowed"u8, tokens.GetAllowed);
            json.EndObject();
        });
    }

    async ValueTask<EsriAnswer> Update(RestRequest request)
    {
        request.CheckIsPost();
        var before = site.Now.Tokens;
        var after = before with
        {
            ShortMinutes = request.Number("shortTimeout", before.ShortMinutes, 1, TokenSettings.MostMinutes),
            LongestMinutes = request.Number("longTimeout", before.LongestMinutes, 1, TokenSettings.MostMinutes),
            GetAllowed = request.Parameters.Flag("getAllowed", before.GetAllowed),
        };
        if (after.LongestMinutes < after.ShortMinutes)
        {
            throw new GpException(GpError.InvalidParameter,
                $"longTimeout: {after.LongestMinutes} is less than shortTimeout, which is {after.ShortMinutes}.");
        }

        await editor.StoreSettingsAsync(
            request, "security/tokens/update", TokenSettings.Name, SiteJson.Write(before), SiteJson.Write(after));
        return AdminAnswers.Success();
    }
}
