namespace GpServer.Security;

/// <summary>
/// Who may reach a route, said where it is mapped. A route that says nothing is reached by nobody.
/// </summary>
enum RouteAccess
{
    /// <summary>Everybody, and no token is looked at: what clients read before they can sign in.</summary>
    Open,

    /// <summary>Everybody; a token must be valid where one is given. What is shown may depend on who asks.</summary>
    Everyone,

    /// <summary>Who may use the service that the path names.</summary>
    Service,

    /// <summary>Who holds a signed URL, or may read the job that the path names.</summary>
    File,

    /// <summary>Who may read the hosted feature service that the path names; looked at where it is found.</summary>
    Hosted,

    /// <summary>Who may edit services.</summary>
    Publisher,

    /// <summary>Administrators.</summary>
    Administrator,
}
