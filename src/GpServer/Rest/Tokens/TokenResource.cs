using System.Globalization;
using GpServer.Core;
using GpServer.Rest.Answers;
using GpServer.Rest.Pages;
using GpServer.Rest.Requests;
using GpServer.Security;

namespace GpServer.Rest.Tokens;

/// <summary>
/// <c>/tokens/generateToken</c> and its other names: a token for a name and a password, or for another token. Nothing here asks for a token,
/// and no refusal has code 498 or 499, which would make clients sign in to sign in.
/// </summary>
sealed class TokenResource(SignIn signIn, CallerReader callers, SiteState site)
{
    /// <summary>The path that clients are told.</summary>
    public const string Path = "/tokens/";

    const int LongestSecret = 1_024;
    const int LongestBinding = 1_000;

    public void Map(RestRoutes rest)
    {
        rest.Map("/tokens", RouteAccess.Open, Generate);
        rest.Map("/tokens/generateToken", RouteAccess.Open, Generate);
        rest.Map("/rest/generateToken", RouteAccess.Open, Generate);
        rest.MapAdmin("/generateToken", RouteAccess.Open, Generate);
    }

    async ValueTask<EsriAnswer> Generate(RestRequest request)
    {
        var parameters = request.Parameters;
        if (!HttpMethods.IsPost(request.Method))
        {
            if (parameters.Find("username") is null && parameters.Find("token") is null && request.Format == OutputFormat.Html)
            {
                return new FormPage(FormPage.Token, request.Url(Path));
            }

            if (!site.Now.Tokens.GetAllowed)
            {
                throw new GpException(GpError.MethodNotAllowed,
                    $"HTTP method {request.Method} is not supported here, since addresses are kept in logs; expected POST.");
            }
        }

        var minutes = Minutes(parameters);
        var (token, content) = parameters.Find("username") is not null
            ? await signIn.WithPasswordAsync(
                Text(parameters, "username"), Text(parameters, "password"), Binding(request), minutes, request.Address, request.Aborted)
            : await ExchangeAsync(request, minutes);
        return new TokenAnswer(token, content.Expires);
    }

    async ValueTask<(string Token, TokenContent Content)> ExchangeAsync(RestRequest request, double? minutes)
    {
        try
        {
            var caller = await request.CallerAsync(callers);
            return caller.IsAnonymous
                ? throw new GpException(GpError.MissingParameter, "username: Value is required")
                : signIn.Exchange(caller, minutes);
        }
        catch (GpException e) when (e.Error == GpError.TokenInvalid)
        {
            throw new GpException(GpError.SignInRefused, "The token is not valid.", e);
        }
    }

    /// <exception cref="GpException">What the token is to be bound to is missing, or of a kind that there is not.</exception>
    static TokenBinding Binding(RestRequest request)
    {
        var parameters = request.Parameters;
        var client = parameters.Word("client") ?? "";
        return client.ToUpperInvariant() switch
        {
            "" => TokenBinding.None,
            "REFERER" => new(TokenBinding.To.Referer, Required("referer")),
            "IP" => new(TokenBinding.To.Address, AddressOf(Required("ip"))),
            "REQUESTIP" => new(TokenBinding.To.Address, request.Address),
            _ => throw new GpException(GpError.InvalidParameter,
                $"client: '{parameters.Find("client")!.Value.Excerpt()}' is not valid; expected referer, ip or requestip."),
        };

        string Required(string name) => parameters.Word(name) is { Length: > 0 and <= LongestBinding } text
            ? text
            : throw new GpException(GpError.InvalidParameter, $"{name}: expected 1 to {LongestBinding} characters with client={client}.");

        static string AddressOf(string text) => System.Net.IPAddress.TryParse(text, out var address)
            ? CallerReader.TextOf(address)
            : throw new GpException(GpError.InvalidParameter, "ip: the value is not an address such as 203.0.113.7.");
    }

    static double? Minutes(RequestParameters parameters)
    {
        if (parameters.Word("expiration") is not { } word)
        {
            return null;
        }

        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes > 0
            ? minutes
            : throw new GpException(GpError.InvalidParameter,
                $"expiration: '{parameters.Find("expiration")!.Value.Excerpt()}' is not valid; expected a number of minutes above 0.");
    }

    // The field as it is: blanks at its ends belong to a password.
    static string Text(RequestParameters parameters, string name)
    {
        if (parameters.Find(name) is not { } text)
        {
            throw new GpException(GpError.MissingParameter, $"{name}: Value is required");
        }

        return text.Utf8.Length <= LongestSecret
            ? System.Text.Encoding.UTF8.GetString(text.Utf8.Span)
            : throw new GpException(GpError.LimitExceeded, $"{name}: the value is longer than {LongestSecret} bytes.");
    }
}
