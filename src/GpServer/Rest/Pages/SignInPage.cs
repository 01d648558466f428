using GpServer.Core;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest.Pages;

/// <summary>
/// <c>/rest/login</c> and <c>/rest/logout</c>: sign-in for people, whose browser then shows the token by a cookie. Forms must come from a page of
/// this server, so that no other page can sign anybody in or out.
/// </summary>
sealed class SignInPage(SignIn signIn)
{
    const string Path = "/rest/login";
    const string Home = "/rest/services";
    const int LongestRedirect = 2_000;
    const int LongestPassword = 1_024;

    public void Map(RestRoutes rest)
    {
        rest.Map(Path, RouteAccess.Open, LogIn);
        rest.Map("/rest/logout", RouteAccess.Open, LogOut);
    }

    /// <summary>True for a page that a person sees who has to sign in first.</summary>
    public static bool IsWanted(EsriError error, OutputFormat format) => format == OutputFormat.Html && error.Code is 499 or 498;

    public static void Redirect(HttpContext http)
    {
        // A token in the query is of no use any more, and must not stay in the browser's history.
        var target = http.Request.Path.ToUriComponent();
        http.Response.Redirect($"{http.Request.PathBase.ToUriComponent()}{Path}?redirect={Uri.EscapeDataString(target)}");
    }

    async ValueTask<EsriAnswer> LogIn(RestRequest request)
    {
        var target = Target(request);
        if (!HttpMethods.IsPost(request.Method))
        {
            return Form(request, target, said: null);
        }

        CheckOwn(request);
        var (user, password) = (request.Parameters.Word("username") ?? "", request.Parameters.Find("password"));
        if (password is { Utf8.Length: > LongestPassword })
        {
            throw new GpException(GpError.LimitExceeded, $"password: the value is longer than {LongestPassword} bytes.");
        }

        try
        {
            var (token, content) = await signIn.WithPasswordAsync(
                user, password is { } text ? System.Text.Encoding.UTF8.GetString(text.Utf8.Span) : "", TokenBinding.None, minutes: null,
                request.Address, request.Aborted);
            request.SetCookie(CallerReader.Cookie, token, content.Expires);
            return new RedirectAnswer(request, target);
        }
        catch (GpException e) when (e.Error == GpError.SignInRefused && request.Format == OutputFormat.Html)
        {
            return Form(request, target, e.Message);
        }
    }

    ValueTask<EsriAnswer> LogOut(RestRequest request)
    {
        CheckOwn(request);
        request.SetCookie(CallerReader.Cookie, "", DateTimeOffset.UnixEpoch);
        return ValueTask.FromResult<EsriAnswer>(new RedirectAnswer(request, Home));
    }

    static FormPage Form(RestRequest request, string target, string? said) =>
        new(FormPage.SignIn, request.Url(Path), said, ("redirect", target), ("f", "html"));

    /// <exception cref="GpException">A page of another origin sent the request.</exception>
    static void CheckOwn(RestRequest request)
    {
        if (!request.IsOwn)
        {
            throw new GpException(GpError.Forbidden, "The request does not come from a page of this server.");
        }
    }

    /// <summary>Where to go after signing in: a path of this server, and nothing else.</summary>
    static string Target(RestRequest request) =>
        request.Parameters.Word("redirect") is { Length: > 1 and < LongestRedirect } path
        && path[0] == '/' && path[1] is not ('/' or '\\') && path.All(character => character is > ' ' and < '\x7f' and not '\\')
            ? path
            : Home;
}
