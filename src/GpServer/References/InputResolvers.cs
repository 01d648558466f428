using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.DataSources;
using GpServer.Outgoing;
using GpServer.Security;

namespace GpServer.References;

/// <summary>Makes for each run what gets the things that its inputs refer to.</summary>
sealed class InputResolvers(
    OutgoingClient client, RunOptions options, ThisServer self, LocalInputs local, UploadInputs uploads, SiteState site,
    IDataSources sources)
{
    /// <summary>The name under which a job keeps the address by which it was submitted. It is none of a task's inputs.</summary>
    public const string BaseUrlInput = "gp:baseUrl";

    readonly RemoteFiles _files = new(client);

    /// <summary>Gets them until it is disposed, when the run has ended.</summary>
    public InputReferences Begin(InputScope scope) =>
        new(new RunInputs(scope, options, client.NewBudget()), self, local, uploads, sources, _files);

    /// <summary>Who submitted a job, with the rights of now.</summary>
    /// <exception cref="GpException">The user may not sign in any more.</exception>
    public Caller CallerOf(string user)
    {
        if (user.Length == 0)
        {
            return Caller.Anonymous;
        }

        var now = site.Now;
        if (now.CallerOf(user) is { } caller)
        {
            return caller;
        }

        // Of users of an identity provider the site knows nothing: they read what is theirs, and what everyone who has signed in may.
        return now.Users.ContainsKey(user)
            ? throw new GpException(GpError.ToolFailed, $"The user {user}, who submitted the job, may not use this site any more.")
            : now.CallerOf(user, [], isAdministrator: false);
    }
}
