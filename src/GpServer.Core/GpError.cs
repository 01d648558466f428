namespace GpServer.Core;

/// <summary>Every failure that a caller can act on. A surface turns each into its own code and form in one place.</summary>
public enum GpError
{
    /// <summary>A parameter's value cannot be read or is outside what the task accepts.</summary>
    InvalidParameter,

    /// <summary>A required parameter has no value and no default.</summary>
    MissingParameter,

    /// <summary>A spatial reference is unknown, unreadable, or of a projection that is not computed.</summary>
    SpatialReference,

    /// <summary>An inbound quantity is larger than a stated limit.</summary>
    LimitExceeded,

    /// <summary>The service or folder does not exist, or the caller may not know of it.</summary>
    ServiceNotFound,

    /// <summary>The service exists and is stopped.</summary>
    ServiceNotStarted,

    /// <summary>The task, or a resource below it, does not exist.</summary>
    NotFound,

    /// <summary>The operation is not one of this resource, such as execute on an asynchronous service.</summary>
    WrongOperation,

    /// <summary>The HTTP method is not one of this resource.</summary>
    MethodNotAllowed,

    /// <summary>The output format asked for is not one of this resource.</summary>
    FormatNotSupported,

    /// <summary>The feature is known and not built yet.</summary>
    NotAvailable,

    /// <summary>The tool ran and failed for a reason in its input.</summary>
    ToolFailed,

    /// <summary>The tool used more time than the service allows.</summary>
    TimedOut,

    /// <summary>All instances of the service were in use for longer than a caller waits.</summary>
    Busy,

    /// <summary>The caller, or an administrator, stopped the run.</summary>
    Cancelled,

    /// <summary>As many jobs wait as the service, or the caller, may have.</summary>
    QueueFull,

    /// <summary>There is no such job: it never was, or it was deleted after its time.</summary>
    JobNotFound,

    /// <summary>The database cannot be reached. Trying again later is right.</summary>
    Unavailable,

    /// <summary>The database cannot grow: its disk or its limit is full.</summary>
    StorageFull,

    /// <summary>The caller has to sign in first.</summary>
    TokenRequired,

    /// <summary>The token is none of this site, its time is over, it was revoked, or it is bound to something else.</summary>
    TokenInvalid,

    /// <summary>The caller is known, and may not.</summary>
    Forbidden,

    /// <summary>The name or password is wrong, or there were too many attempts.</summary>
    SignInRefused,

    /// <summary>Somebody else has changed what the caller read before.</summary>
    Conflict,

    /// <summary>There is something of this name already.</summary>
    AlreadyExists,

    /// <summary>There is no such thing that an administrator could edit.</summary>
    NoSuchItem,
}
