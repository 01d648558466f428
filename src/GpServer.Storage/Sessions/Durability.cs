namespace GpServer.Storage.Sessions;

/// <summary>When work is safe from a loss of power. From the end of the process it is always safe when its caller is answered.</summary>
enum Durability
{
    /// <summary>When its caller is answered.</summary>
    AtOnce,

    /// <summary>
    /// With the next work that is safe at once. For steps on the way to one that is: a loss of power ends the runs that they belong to as
    /// well, and everything is as before the step. PostgreSQL makes such work safe at once all the same: it may be lost there while the
    /// nodes go on, and a lease number would be given twice.
    /// </summary>
    WithTheNext,
}
