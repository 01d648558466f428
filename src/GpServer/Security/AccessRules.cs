using GpServer.Catalog;
using GpServer.Core;
using GpServer.Jobs;
using GpServer.Storage.Hosted;

namespace GpServer.Security;

/// <summary>The one place that decides who may do what. It asks no database: decisions are made from what the node knows of the site.</summary>
sealed class AccessRules(SiteState site)
{
    /// <summary>Lets a caller through to a route, or says why not.</summary>
    /// <param name="service">The service that the path names, with its folder; null where the route names none.</param>
    /// <exception cref="GpException">The caller may not, or has to sign in first, or there is no such service.</exception>
    public void Check(RouteAccess access, Caller caller, string? service)
    {
        var now = site.Now;
        var may = access switch
        {
            RouteAccess.Open or RouteAccess.Everyone or RouteAccess.File or RouteAccess.Hosted => true,
            RouteAccess.Service => MayUse(now, caller, Known(now, service)),
            RouteAccess.Publisher => caller.Privilege >= Privilege.Publisher,
            RouteAccess.Administrator => caller.IsAdministrator,
            _ => false,
        };
        if (!may)
        {
            throw Refusal(caller);
        }
    }

    /// <summary>True for who may use a service.</summary>
    /// <param name="service">Its name with its folder. There need not be one of this name: who may use the folder may know that.</param>
    public bool MayUse(Caller caller, string service) => MayUse(site.Now, caller, service);

    static bool MayUse(SiteSnapshot now, Caller caller, string service)
    {
        if (caller.IsAdministrator)
        {
            return true;
        }

        var slash = service.LastIndexOf('/');
        return Decided(now, service, caller)
            ?? (slash > 0 ? Decided(now, service[..slash], caller) : null)
            ?? Decided(now, Permission.Root, caller)
            ?? false;
    }

    /// <summary>True for who may read, and cancel, a job: its owner and administrators; one that nobody owns, whoever knows its id.</summary>
    public static bool MayRead(Caller caller, Job job) => job.User.Length == 0 || job.User == caller.Name || caller.IsAdministrator;

    /// <summary>Lets through who may use something that has an owner: the owner and administrators; where nobody owns it, whoever knows its id.</summary>
    /// <param name="owner">Empty where nobody is.</param>
    /// <exception cref="GpException">The caller may not use it, or has to sign in first.</exception>
    public static void CheckMayUse(Caller caller, string owner)
    {
        if (owner.Length > 0 && owner != caller.Name && !caller.IsAdministrator)
        {
            throw Refusal(caller);
        }
    }

    /// <exception cref="GpException">The caller may not read the job, or has to sign in first.</exception>
    public static void CheckMayRead(Caller caller, Job job)
    {
        if (!MayRead(caller, job))
        {
            throw Refusal(caller);
        }
    }

    /// <summary>
    /// True for who may read a hosted feature service: its owner, administrators, and those whom its own permissions, or those of its folder, allow.
    /// Where they say nothing, those who may use the geoprocessing service that made it; nobody once that is gone.
    /// </summary>
    public bool MayRead(Caller caller, HostedService hosted)
    {
        if (MayChange(caller, hosted))
        {
            return true;
        }

        var now = site.Now;
        return Decided(now, PathOf(hosted), caller)
            ?? Decided(now, ServiceNames.HostedFolder, caller)
            ?? (now.Services.Contains(hosted.Service) && MayUse(now, caller, hosted.Service));
    }

    /// <summary>True for who may delete a hosted feature service: its owner and administrators.</summary>
    public static bool MayChange(Caller caller, HostedService hosted) =>
        caller.IsAdministrator || (!caller.IsAnonymous && hosted.Owner == caller.Name);

    /// <exception cref="GpException">The caller may not read the service, or has to sign in first.</exception>
    public void CheckMayRead(Caller caller, HostedService hosted)
    {
        if (!MayRead(caller, hosted))
        {
            throw Refusal(caller);
        }
    }

    /// <exception cref="GpException">The caller may not delete the service, or has to sign in first.</exception>
    public static void CheckMayChange(Caller caller, HostedService hosted)
    {
        if (!MayChange(caller, hosted))
        {
            throw Refusal(caller);
        }
    }

    /// <summary>The path of the permissions of a hosted feature service.</summary>
    public static string PathOf(HostedService hosted) => $"{ServiceNames.HostedFolder}/{hosted.Name}";

    static string Known(SiteSnapshot now, string? service) => service is not null && now.Services.Contains(service)
        ? service
        : throw ServiceNames.NotFound(service ?? "");

    /// <summary>What is said to a caller who may not: sign in, or nothing that could be done.</summary>
    static GpException Refusal(Caller caller) => caller.IsAnonymous
        ? new GpException(GpError.TokenRequired, "Token Required")
        : new GpException(GpError.Forbidden, "You do not have permissions to access this resource or perform this operation.");

    /// <summary>
    /// What one level says of a caller: of its roles first, where one that is denied counts more than one that is allowed; then of all who have
    /// signed in; then of everyone. Null where it says nothing, so that the level above decides.
    /// </summary>
    static bool? Decided(SiteSnapshot now, string path, Caller caller)
    {
        if (!now.Permissions.TryGetValue(path, out var permissions))
        {
            return null;
        }

        bool? roles = null;
        bool? authenticated = null;
        bool? everyone = null;
        foreach (var (principal, isAllowed) in permissions)
        {
            if (principal == Permission.Everyone)
            {
                everyone = isAllowed;
            }
            else if (principal == Permission.Authenticated)
            {
                authenticated = caller.IsAnonymous ? null : isAllowed;
            }
            else if (caller.Roles.Contains(principal))
            {
                roles = (roles ?? true) && isAllowed;
            }
        }

        return roles ?? authenticated ?? everyone;
    }
}
