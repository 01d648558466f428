namespace GpServer.Security;

/// <summary>What a role lets its users do beyond using the services that they may use. Each includes those before it.</summary>
enum Privilege
{
    /// <summary>Uses services.</summary>
    User,

    /// <summary>Edits services, their folders and their permissions.</summary>
    Publisher,

    /// <summary>Everything, and may use every service.</summary>
    Administrator,
}
